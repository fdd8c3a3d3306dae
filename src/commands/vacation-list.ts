import { isAway } from '../calendar/absence.js';
import { addDays, type CivilDate, type DateRange, type Weekday } from '../calendar/civil.js';
import { showDate } from '../calendar/show.js';
import { isWorkingDay } from '../calendar/workdays.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { padEnd, truncate, width } from '../text/width.js';
import type { Me, MyLeave } from '../world/me-model.js';

/** Leave as `shipit vacation` numbers it. */
export interface NumberedLeave {
  /** From 1, in file order. */
  readonly n: number;
  readonly leave: MyLeave;
  readonly note: string | undefined;
}

/** What `shipit vacation list --json` prints. Other programs rely on it. */
export interface VacationJson {
  readonly schema: 1;
  readonly file: string;
  readonly today: CivilDate;
  readonly work_days: readonly Weekday[];
  readonly absences: readonly (
    | {
        readonly n: number;
        readonly from: CivilDate;
        readonly to: CivilDate;
        /** Without holidays, which stand in checklists. */
        readonly workdays: number;
        readonly when: When;
        readonly note: string | null;
      }
    | { readonly n: number; readonly ics: string; readonly all: boolean; readonly note: string | null }
  )[];
}

export type When = 'past' | 'now' | 'next';

export interface VacationList {
  readonly file: string;
  readonly me: Me;
  readonly notes: readonly (string | undefined)[];
  readonly today: CivilDate;
}

export const numbered = ({ me, notes }: VacationList): readonly NumberedLeave[] =>
  me.absences.map((leave, index) => ({ n: index + 1, leave, note: notes[index] }));

export const vacationJson = (list: VacationList): VacationJson => ({
  schema: 1,
  file: list.file,
  today: list.today,
  work_days: ownDays(list.me),
  absences: numbered(list).map(({ n, leave, note = null }) =>
    leave.type === 'ics'
      ? { n, ics: calendarName(leave.address), all: leave.all, note }
      : {
          n,
          from: leave.from,
          to: leave.to,
          workdays: workdaysIn(leave, list.me),
          when: whenIs(leave, list.today),
          note,
        },
  ),
});

/** The same for people, in the order of the file, whose numbers `remove` takes. */
export function vacationText(list: VacationList, columns: number): string {
  const { file, me, today } = list;
  const where = `In ${safeLine(file)}, for your eyes only.`;
  if (me.absences.length === 0) {
    return `No leave is written down.\n${where}\n`;
  }

  const rows = numbered(list).map(({ n, leave, note }) => [
    String(n),
    ...(leave.type === 'ics'
      ? [`calendar ${calendarName(leave.address)}`, leave.all ? 'all of it is leave' : 'what is leave in it', '']
      : [spanOf(leave, today), plural(workdaysIn(leave, me), 'working day'), whenIs(leave, today)]),
    note === undefined ? '' : safeLine(note, 60),
  ]);
  const wide = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const lines = rows.map((row) =>
    truncate(`  ${row.map((cell, column) => padEnd(cell, wide[column] ?? 0)).join('  ')}`.trimEnd(), columns),
  );
  return `${[...lines, '', `${whatCounts(me)} ${where}`].join('\n')}\n`;
}

/** Whose working days the numbers are of: a check counts those of its checklist unless the operator has days of their own. */
export const whatCounts = (me: Me): string =>
  me.workDays === undefined
    ? `Working days (${ownDays(me).join(' ')}; a checklist counts its own) are counted without holidays.`
    : `Working days (yours: ${ownDays(me).join(' ')}) are counted without holidays.`;

/** `Mon 2 Nov – Fri 20 Nov`. */
export const spanOf = ({ from, to }: DateRange, today: CivilDate): string =>
  from === to ? showDate(from, today) : `${showDate(from, today)} – ${showDate(to, today)}`;

export function workdaysIn({ from, to }: DateRange, me: Me): number {
  const calendar = { workDays: ownDays(me), holidays: new Set<CivilDate>() };
  let count = 0;
  for (let date = from; date <= to; date = addDays(date, 1)) {
    count += isWorkingDay(date, calendar) ? 1 : 0;
  }
  return count;
}

/** The address of a private calendar is its key: only the host is shown. */
export const calendarName = (address: string): string =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(address)
    ? `at ${URL.canParse(address) ? new URL(address).host : 'an address that is none'}`
    : safeLine(address, 80);

const whenIs = (leave: DateRange, today: CivilDate): When =>
  isAway(today, [leave]) ? 'now' : leave.to < today ? 'past' : 'next';

const ownDays = ({ workDays }: Me): readonly Weekday[] => workDays ?? ['mon', 'tue', 'wed', 'thu', 'fri'];
