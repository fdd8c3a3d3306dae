import { addDays, type CivilDate } from '../calendar/civil.js';
import { showDate } from '../calendar/show.js';
import { acksFile } from '../checklist/acks-file.js';
import type { Checklist } from '../checklist/model.js';
import { matchesKey, mayBeAcknowledged, whyRefused } from '../engine/acks.js';
import { knownFindings } from '../engine/known-keys.js';
import { type CheckedAck, checkedAck, suggestedAckDays } from '../engine/new-ack.js';
import { ownNames } from '../engine/own-names.js';
import { writeAcks } from '../engine/write-acks.js';
import { exitCodes, OperatorError } from '../errors.js';
import type { Finding } from '../run/evidence.js';
import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';
import type { CommandContext, Place } from './context.js';

/** What was given on the command line beside the key. */
export interface AckFlags {
  readonly until?: string | undefined;
  readonly reason?: string | undefined;
  readonly by?: string | undefined;
  readonly renew: boolean;
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
  { key, until, reason, by, renew, json }: AckFlags & { readonly key: string },
  { context, place, checklist, today, shown }: AddAckContext,
): Promise<number> {
  if (context.env['SHIPIT_NOW']) {
    throw new OperatorError('SHIPIT_NOW is set: with a fixed clock nothing is accepted', { hint: 'unset it' });
  }

  const example = addDays(today, suggestedAckDays);
  if (until === undefined || reason === undefined) {
    const missing = [...(until === undefined ? ['--until'] : []), ...(reason === undefined ? ['--reason'] : [])];
    throw new OperatorError(`${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`, {
      hint: `shipit ack ${quoted(key)} --until ${example} --reason "why it can wait"  (${suggestedAckDays} days)`,
    });
  }

  const clean = (text: string): string => place.redact(safeLine(text));
  const ack = checkedAck({ key, until, reason: clean(reason), by: clean(by ?? place.operator.name) }, today);
  refuseWhatNeverCounts(ack, checklist, place);
  const warnings = keyWarnings(ack.key, knownFindings(place.project));
  await writeAcks(place.git.root, [ack], { renew, shown });
  const ignored = await place.git.run(['check-ignore', '--quiet', '--no-index', acksFile]);
  for (const warning of [...warnings, ...(ignored.ok ? [ignoredWarning(shown)] : [])]) {
    context.stderr.write(`shipit: ${safeLine(warning)}\n`);
  }

  if (json) {
    context.stdout.write(`${JSON.stringify({ schema: 1, file: shown, ack })}\n`);
  } else {
    context.stdout.write(`Accepted until ${showDate(ack.until, today)} by ${ack.by}: ${ack.key}\n`);
  }

  context.stderr.write(`It counts here from now on. Commit ${shown}, so that others can review it.\n`);
  return exitCodes.ok;
}

/** @throws OperatorError for what nobody of that name can accept, whatever its item is called */
function refuseWhatNeverCounts({ key, by }: CheckedAck, checklist: Checklist | undefined, place: Place): void {
  const [id, facet] = key.split(':');
  const item = [...(checklist?.checks ?? []), ...(checklist?.after ?? [])].find((one) => one.id === id);
  if (checklist === undefined || item === undefined) {
    return;
  }

  if (!mayBeAcknowledged(item.kind, facet)) {
    throw new OperatorError(`\`${key}\` can never be acknowledged`, {
      hint:
        item.kind === 'absence'
          ? 'leave is your own, and nobody accepts it for you; it is answered in the run, for that run'
          : 'what is red or locked now has to be looked at now; override it in the run, with a reason',
    });
  }

  // The rule of a facet that is not named in full, or that a freeze brings along, is known when it is looked at.
  const kind = place.kinds.find(({ name }) => name === item.kind);
  const isItself = Object.keys(kind?.facets ?? {}).length === 0;
  const override =
    item.override ??
    (isItself ? kind?.override : facet === undefined ? undefined : (kind?.facets[facet]?.override ?? 'reason'));
  const because = whyRefused(
    by,
    { override: override ?? 'reason', killer: item.killer },
    ownNames(place.operator, checklist.people),
  );
  if (because !== undefined) {
    throw new OperatorError(`\`${key}\` is not accepted: ${because}`, {
      hint:
        override === 'second' && !item.killer
          ? 'somebody else accepts it: --by with their name, once they said so, and their review of the file'
          : 'what is wrong has to be put right, or answered in the run',
    });
  }
}

function keyWarnings(key: string, known: readonly Finding[]): readonly string[] {
  const matching = known.filter((finding) => matchesKey(key, finding.key));
  if (matching.length > 0) {
    return matching.every((finding) => finding.verdict === 'unknown')
      ? ['that was unknown in the last run: what could not be looked at is never accepted']
      : [];
  }

  return [
    known.length === 0
      ? `no run on record here found anything, so nobody can say whether there is a finding ${key}`
      : `no finding of the last runs has the key ${key}${meantKey(key, known)}`,
  ];
}

function meantKey(key: string, known: readonly Finding[]): string {
  const keys = known.map((finding) => finding.key);
  const meant = didYouMean(key, keys);
  const beside = keys.filter((one) => one.startsWith(`${key.split(':')[0]}:`)).slice(0, 3);
  return meant !== undefined
    ? `; did you mean ${meant}?`
    : beside.length === 0
      ? ''
      : `; there were: ${beside.join(', ')}`;
}

const ignoredWarning = (shown: string): string =>
  `${shown} is ignored by git, so nobody else will see it: take it out of .gitignore (nothing else of shipit lies in .shipit/)`;

/** For a shell. */
const quoted = (text: string): string => `'${safeLine(text, 120).replaceAll("'", String.raw`'\''`)}'`;
