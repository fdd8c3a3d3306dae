import type { Listed, PendingFormat } from './pending-read.js';

/**
 * `prisma migrate status`: exit 1 as soon as something has still to run. It names what has run by their number only, so
 * they are listed as so many without a name; those that it cannot find among its files have names.
 */
export const prisma: PendingFormat = {
  framework: 'prisma',
  tool: 'prisma migrate status',
  exits: [1],
  saysApplied: false,
  read(lines) {
    const isPrisma = lines.some((line) => /^(?:\d+ migrations? found in |No migration found in )/.test(line));
    const isWell = lines.some((line) => /^Database schema is up to date/.test(line));
    const parts = sections.flatMap(({ title, state }) => namesAfter(lines, title).map((id): Listed => ({ id, state })));
    return isPrisma && (isWell || parts.length > 0) ? parts : undefined;
  },
};

const sections: readonly { readonly title: RegExp; readonly state: Listed['state'] }[] = [
  {
    title: /^(?:Following migrations? (?:have|has)|The migrations? (?:have|has)) not yet been applied:/,
    state: 'pending',
  },
  { title: /^Following migrations? (?:have|has) failed:/, state: 'failed' },
  { title: /^The migrations? from the database (?:are|is) not found locally/, state: 'gone' },
];

/** The lines after a title, up to an empty one that is not the first. */
function namesAfter(lines: readonly string[], title: RegExp): readonly string[] {
  const from = lines.findIndex((line) => title.test(line));
  const rest = from < 0 ? [] : lines.slice(from + 1);
  const start = rest.findIndex((line) => line.trim() !== '');
  const names = start < 0 ? [] : rest.slice(start);
  const end = names.findIndex((line) => !/^\s*\d{8,}_?\S*\s*$/.test(line) && !/^\s*\w+\s*$/.test(line));
  return names.slice(0, end < 0 ? undefined : end).map((line) => line.trim());
}
