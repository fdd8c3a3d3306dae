import { safeJson } from '../audit/record.js';
import { civil } from '../calendar/civil.js';
import { readAcks } from '../checklist/acks-file.js';
import type { Checklist } from '../checklist/model.js';
import { removeAck } from '../engine/write-acks.js';
import { exitCodes, OperatorError, OperatorErrors } from '../errors.js';
import { acksJson, acksText } from '../review/ack-list.js';
import { safeLine } from '../text/sanitise.js';
import { type AckFlags, addAck } from './ack-add.js';
import { type Choice, type CommandContext, chooseChecklist, openPlace, type Place } from './context.js';
import { shownAcks } from './refuse-broken-acks.js';

export interface AckOptions extends Choice, AckFlags {
  /** Absent: they are listed. */
  readonly key?: string | undefined;
}

/** Accepts a finding until a date, or lists what is accepted. @returns the exit code */
export async function ack(context: CommandContext, options: AckOptions): Promise<number> {
  const place = await openPlace(context, { write: false, kinds: 'all' });
  const { git, clock, tz } = place;
  const shown = shownAcks(context.cwd, git.root);
  const checklist = await checklistIfAny(context, place, options);
  const today = civil(clock.now(), checklist?.calendar.tz ?? tz).date;
  if (options.key !== undefined) {
    return addAck({ ...options, key: options.key }, { context, place, checklist, today, shown });
  }

  const stray = (['until', 'reason', 'by', 'renew', 'force'] as const).find((name) => options[name]);
  if (stray !== undefined) {
    throw new OperatorError(`--${stray} without a KEY`, { hint: 'shipit ack KEY --until DATE --reason TEXT' });
  }

  const { list } = await readAcks(git.root, shown);
  const columns = context.stdout.isTTY ? context.stdout.columns || 80 : 1000;
  context.stdout.write(
    options.json ? `${safeJson(acksJson(list, shown, today))}\n` : acksText(list, shown, today, columns),
  );
  return exitCodes.ok;
}

/** Takes an acknowledgement back. @returns the exit code */
export async function ackRemove(
  context: CommandContext,
  { key, json }: { readonly key: string; readonly json: boolean },
): Promise<number> {
  const { git } = await openPlace(context, { write: false, kinds: 'all' });
  const shown = shownAcks(context.cwd, git.root);
  await removeAck(git.root, key, shown);
  context.stdout.write(
    json ? `${safeJson({ schema: 1, file: shown, removed: key })}\n` : `Not accepted any more: ${safeLine(key)}\n`,
  );
  context.stderr.write(`It stops here again from now on. Commit ${shown}, so that others can review it.\n`);
  return exitCodes.ok;
}

/** For its time zone and its items; what is wrong with it is not the matter here. */
async function checklistIfAny(
  context: CommandContext,
  { git, kinds }: Place,
  options: Choice,
): Promise<Checklist | undefined> {
  try {
    return (await chooseChecklist(context, git.root, options, { kinds })).checklist;
  } catch (error) {
    if (options.file === undefined && (error instanceof OperatorError || error instanceof OperatorErrors)) {
      return undefined;
    }

    throw error;
  }
}
