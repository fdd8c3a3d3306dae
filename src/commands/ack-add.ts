import { safeJson } from '../audit/record.js';
import { addDays, type CivilDate } from '../calendar/civil.js';
import { showDate } from '../calendar/show.js';
import { acksFile } from '../checklist/acks-file.js';
import type { Checklist } from '../checklist/model.js';
import { knownFindings } from '../engine/known-keys.js';
import { checkedAck, suggestedAckDays } from '../engine/new-ack.js';
import { writeAcks } from '../engine/write-acks.js';
import { exitCodes, OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';
import { ackBy } from './ack-by.js';
import { ackKeyWarnings } from './ack-key.js';
import { refuseWhatNeverCounts } from './ack-refuse.js';
import type { CommandContext, Place } from './context.js';
import { refuseFixedClock } from './refuse-fixed-clock.js';

/** What was given on the command line beside the key. */
export interface AckFlags {
  readonly until?: string | undefined;
  readonly reason?: string | undefined;
  readonly by?: string | undefined;
  readonly renew: boolean;
  /** A finding that nobody here knows is written all the same. */
  readonly force: boolean;
  readonly json: boolean;
}

export interface AddAckContext {
  readonly context: CommandContext;
  readonly place: Place;
  readonly checklist: Checklist | undefined;
  readonly today: CivilDate;
  /** The file as it is named on screen. */
  readonly shown: string;
}

/**
 * Writes one acknowledgement, once everything about it is right, and says what is left to do.
 * @throws OperatorError, OperatorErrors: then nothing was written
 */
export async function addAck(
  { key, until, reason, by, renew, force, json }: AckFlags & { readonly key: string },
  { context, place, checklist, today, shown }: AddAckContext,
): Promise<number> {
  refuseFixedClock(context, 'nothing is accepted');
  if (!key.includes(':')) {
    const meant = didYouMean(key, ['list', 'remove']);
    throw new OperatorError(`\`${safeLine(key, 80)}\` is not the key of a finding`, {
      hint:
        meant === undefined
          ? 'a key is ITEM:FINDING, as the evidence shows it'
          : `did you mean \`shipit ack ${meant}\`?`,
    });
  }

  const example = addDays(today, suggestedAckDays);
  if (until === undefined || reason === undefined) {
    const missing = [...(until === undefined ? ['--until'] : []), ...(reason === undefined ? ['--reason'] : [])];
    throw new OperatorError(`${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`, {
      hint: `shipit ack ${quoted(key)} --until ${example} --reason "why it can wait"  (${suggestedAckDays} days)`,
    });
  }

  const who = ackBy(by, place.operator, checklist?.people ?? {});
  const clean = (text: string): string => place.redact(safeLine(text));
  const ack = checkedAck({ key, until, reason: clean(reason), by: clean(who) }, today);
  refuseWhatNeverCounts(ack, checklist, place);
  const known = knownFindings(place.project);
  const warnings = ackKeyWarnings(ack.key, { checklist, kinds: place.kinds, known, force });
  await writeAcks(place.git.root, [ack], { renew, shown });
  const ignored = await place.git.run(['check-ignore', '--quiet', '--no-index', acksFile]);
  for (const warning of [...warnings, ...(ignored.ok ? [ignoredWarning(shown)] : [])]) {
    context.stderr.write(`shipit: ${safeLine(warning)}\n`);
  }

  if (json) {
    context.stdout.write(`${safeJson({ schema: 1, file: shown, ack })}\n`);
  } else {
    context.stdout.write(`Accepted until ${showDate(ack.until, today)} by ${ack.by}: ${ack.key}\n`);
  }

  context.stderr.write(`It counts here from now on. Commit ${shown}, so that others can review it.\n`);
  return exitCodes.ok;
}

const ignoredWarning = (shown: string): string =>
  `${shown} is ignored by git, so nobody else will see it: take it out of .gitignore (nothing else of shipit lies in .shipit/)`;

/** For a shell. */
const quoted = (text: string): string => `'${safeLine(text, 120).replaceAll("'", String.raw`'\''`)}'`;
