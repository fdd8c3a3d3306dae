import { safeJson } from '../audit/record.js';
import { type CivilDate, civil } from '../calendar/civil.js';
import { exitCodes, OperatorError } from '../errors.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { fixedClock } from '../world/clock.js';
import { meFile } from '../world/me.js';
import { notesIn, withAbsence, withoutAbsence, written } from '../world/me-edit.js';
import { type Me, type MyLeave, nothingKnown } from '../world/me-model.js';
import { parseMe } from '../world/me-parse.js';
import { changeMe, readMeText } from '../world/me-write.js';
import { operatorTimeZone } from '../world/time-zone.js';
import type { CommandContext } from './context.js';
import { readForImport } from './vacation-import.js';
import { calendarName, spanOf, vacationJson, vacationText, whatCounts, workdaysIn } from './vacation-list.js';
import { overlapOf } from './vacation-overlap.js';
import { parseLeave } from './vacation-range.js';

/** What `shipit vacation` is to do. */
export type VacationOptions =
  | { readonly do: 'list'; readonly json: boolean }
  | { readonly do: 'add'; readonly range: string; readonly note?: string | undefined }
  | { readonly do: 'import'; readonly source: string; readonly keep: boolean; readonly all: boolean }
  | { readonly do: 'remove'; readonly n: string };

/**
 * Keeps the operator's own leave in their private `me.yml`. Needs no repository.
 * @returns the exit code
 * @throws OperatorError, OperatorErrors when the file or what was typed is wrong; then nothing is written
 */
export async function vacation(context: CommandContext, options: VacationOptions): Promise<number> {
  const { env } = context;
  const now = env['SHIPIT_NOW'] ? fixedClock(env['SHIPIT_NOW']).now() : new Date();
  const today = civil(now, operatorTimeZone(env)).date;
  switch (options.do) {
    case 'list':
      await list(context, today, options.json);
      break;
    case 'add':
      await add(context, today, options);
      break;
    case 'import':
      await importFrom(context, today, options);
      break;
    case 'remove':
      await remove(context, today, options.n);
  }

  return exitCodes.ok;
}

async function list({ env, stdout }: CommandContext, today: CivilDate, json: boolean): Promise<void> {
  const file = meFile(env);
  const text = (await readMeText(env)) ?? '';
  const all = { file, me: parseMe(text, file), notes: notesIn(text), today };
  const columns = stdout.isTTY ? stdout.columns || 80 : 1000;
  stdout.write(json ? `${safeJson(vacationJson(all))}\n` : vacationText(all, columns));
}

async function add(
  context: CommandContext,
  today: CivilDate,
  { range, note }: { readonly range: string; readonly note?: string | undefined },
): Promise<void> {
  const days = parseLeave(range, today);
  const leave: MyLeave = { type: 'dates', ...days };
  const { added, me } = await write(context, [leave], checkedNote(note));
  const span = `${spanOf(leave, today)}, ${plural(workdaysIn(leave, me), 'working day')}`;
  context.stdout.write(added.length === 0 ? `Written down already: ${span}\n` : `Written down: ${span}\n`);
  const overlap = added.length === 0 ? undefined : overlapOf(days, me, today);
  if (overlap !== undefined) {
    context.stdout.write(`It ${overlap}; a day that stands twice counts once.\n`);
  }

  sayWhere(context, [whatCounts(me)]);
}

async function importFrom(
  context: CommandContext,
  today: CivilDate,
  { source, keep, all }: Extract<VacationOptions, { do: 'import' }>,
): Promise<void> {
  const { address, isWeb, leaves, notes } = await readForImport(source, { all, today }, context);
  const isKept = keep || isWeb;
  const calendar: MyLeave = { type: 'ics', address, all };
  const found = leaves.map(({ from, to }): MyLeave => ({ type: 'dates', from, to }));
  const { added, me } = await write(context, isKept ? [calendar] : found, undefined);
  const isNew = (leave: MyLeave): boolean => added.some((one) => keyOf(one) === keyOf(leave));
  context.stdout.write(
    [
      ...(isKept ? [`${isNew(calendar) ? 'Added' : 'There already'}: the calendar ${calendarName(address)}`] : []),
      ...leaves.map((leave) => {
        const overlap = isKept ? undefined : overlapOf(leave, me, today);
        const known = isKept || isNew({ type: 'dates', ...leave }) ? '' : ', written down already';
        const title = leave.title === '' ? '' : `: ${leave.title}`;
        const twice = overlap === undefined || known !== '' ? '' : `, ${overlap}`;
        return `  ${spanOf(leave, today)}, ${plural(workdaysIn(leave, me), 'working day')}${known}${twice}${title}`;
      }),
      leaves.length === 0 ? 'It has no leave in the last half year or the next two.' : summaryOf(leaves.length, isKept),
      ...(added.length === 0 || leaves.length === 0 ? [] : [wayOut(isKept)]),
      '',
    ].join('\n'),
  );
  context.stderr.write(notes.map((note) => `${safeLine(note, 200)}\n`).join(''));
  sayWhere(context, leaves.length === 0 ? [] : [whatCounts(me)]);
}

const summaryOf = (count: number, isKept: boolean): string =>
  isKept
    ? `It is read anew at every run; now it has ${plural(count, 'leave')}.`
    : `${plural(count, 'leave')}, read once.`;

const wayOut = (isKept: boolean): string =>
  `Is one no leave? \`shipit vacation\` has the number ${isKept ? 'of the calendar' : 'of each'} for \`shipit vacation remove\`.`;

async function remove(context: CommandContext, today: CivilDate, n: string): Promise<void> {
  const { env, stdout } = context;
  const file = meFile(env);
  let removed: MyLeave | undefined;
  if ((await readMeText(env)) === undefined) {
    throw noSuch(n, nothingKnown);
  }

  await changeMe(env, (text = '') => {
    const me = parseMe(text, file);
    removed = /^[1-9]\d*$/.test(n) ? me.absences[Number(n) - 1] : undefined;
    if (removed === undefined) {
      throw noSuch(n, me);
    }

    return withoutAbsence(text, Number(n) - 1, file);
  });
  if (removed !== undefined) {
    const what = removed.type === 'ics' ? `the calendar ${calendarName(removed.address)}` : spanOf(removed, today);
    stdout.write(`Removed: ${what}\n`);
  }
}

function noSuch(n: string, { absences }: Me): OperatorError {
  const shown = safeLine(n, 40);
  return absences.length === 0
    ? new OperatorError(`there is no absence ${shown}: no leave is written down`)
    : new OperatorError(`there is no absence ${shown}; there are 1 to ${absences.length}`, {
        hint: '`shipit vacation` lists them with their numbers',
      });
}

const keyOf = (leave: MyLeave): string => `${written(leave)}${leave.type === 'ics' && leave.all ? ' all' : ''}`;

/** What is there already is not written twice. */
async function write(
  { env }: CommandContext,
  leaves: readonly MyLeave[],
  note: string | undefined,
): Promise<{ readonly added: readonly MyLeave[]; readonly me: Me }> {
  const file = meFile(env);
  let added: readonly MyLeave[] = [];
  if (leaves.length === 0) {
    return { added, me: parseMe((await readMeText(env)) ?? '', file) };
  }

  const text = await changeMe(env, (before) => {
    const known = new Set(parseMe(before ?? '', file).absences.map(keyOf));
    added = leaves.filter((leave) => !known.has(keyOf(leave)));
    return added.reduce<string | undefined>((so, leave) => withAbsence(so, leave, file, note), before) ?? '';
  });
  return { added, me: parseMe(text, file) };
}

const longestNote = 100;

/** @throws OperatorError for one that cannot stand beside its dates */
function checkedNote(note: string | undefined): string | undefined {
  const text = note === undefined ? undefined : safeLine(note, 1000).trim();
  if (text === '') {
    throw new OperatorError('--note is empty', { hint: 'leave it out' });
  }

  if (text !== undefined && text.length > longestNote) {
    throw new OperatorError(`--note has ${text.length} characters; at most ${longestNote} stand beside the dates`);
  }

  return text;
}

const sayWhere = ({ env, stderr }: CommandContext, before: readonly string[]): void => {
  stderr.write(`${[...before, `In ${safeLine(meFile(env))}, for your eyes only.`].join(' ')}\n`);
};
