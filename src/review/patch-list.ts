import { type CivilDate, daysBetween } from '../calendar/civil.js';
import { showDate } from '../calendar/show.js';
import type { Patch } from '../checklist/patches-model.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { padEnd, truncate, width } from '../text/width.js';

/** What `shipit patch list --json` prints. Other programs rely on it. */
export interface PatchesJson {
  readonly schema: 1;
  readonly file: string;
  readonly today: CivilDate;
  readonly patches: readonly PatchJson[];
}

export type PatchJson = Omit<Patch, 'place'> & {
  /** Whole days since it was made. */
  readonly age: number;
  /** `until` has passed and it is still there by hand. */
  readonly late: boolean;
  readonly line: number;
};

export const patchesJson = (patches: readonly Patch[], file: string, today: CivilDate): PatchesJson => ({
  schema: 1,
  file,
  today,
  patches: patches.map((patch) => patchJson(patch, today)),
});

export const patchJson = ({ place, ...patch }: Patch, today: CivilDate): PatchJson => ({
  ...patch,
  age: daysBetween(patch.at, today),
  late: isLate(patch, today),
  line: place.line,
});

/** The same for people: those that are on hosts by hand first, the oldest on top. */
export function patchesText(patches: readonly Patch[], file: string, today: CivilDate, columns: number): string {
  if (patches.length === 0) {
    return `No patches are registered: ${safeLine(file, 80)} has no entries.\n`;
  }

  const open = patches.filter(({ state }) => state === 'applied');
  const sorted = [...open.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), ...closed(patches)];
  const rows = sorted.map((patch) => rowOf(patch, today));
  const widths = rows[0]?.map((_cell, at) => Math.max(...rows.map((row) => width(row[at] ?? '')))) ?? [];
  const late = open.filter((patch) => isLate(patch, today)).length;
  return [
    `${safeLine(file, 80)}: ${plural(open.length, 'patch is', 'patches are')} on hosts by hand${late === 0 ? '' : `, ${late} of them LATE`}`,
    ...rows.map((row) =>
      truncate(`  ${row.map((cell, at) => padEnd(cell, widths[at] ?? 0)).join('  ')}`.trimEnd(), columns),
    ),
    '',
  ].join('\n');
}

const closed = (patches: readonly Patch[]): readonly Patch[] => patches.filter(({ state }) => state !== 'applied');

function rowOf(patch: Patch, today: CivilDate): readonly string[] {
  const { id, state, at, until, hosts, title } = patch;
  return [
    id,
    isLate(patch, today) ? 'LATE' : state,
    ageWords(daysBetween(at, today)),
    until === undefined ? 'no end' : `until ${showDate(until, today)}`,
    safeLine(hosts.join(', '), 40),
    safeLine(title, 80),
  ];
}

export const ageWords = (days: number): string => (days <= 0 ? 'today' : plural(days, 'day'));

export const isLate = ({ state, until }: Pick<Patch, 'state' | 'until'>, today: CivilDate): boolean =>
  state === 'applied' && until !== undefined && until < today;
