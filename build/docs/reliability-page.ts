import { generated, page, table } from './markdown.js';
import { faults } from './reliability/faults.js';
import { goals } from './reliability/goals.js';
import { inputs } from './reliability/inputs.js';
import type { Row } from './reliability/row.js';
import { type Shown, shownIn } from './reliability/shown.js';

/**
 * What goes wrong, what shipit does then, and the tests that show it.
 * @param root of the package; absolute
 */
export function reliabilityPage(root: string): string {
  const shown = shownIn(root);
  const rows = [...faults, ...inputs, ...goals];
  const covered = rows.filter(({ id }) => shown.has(id)).length;
  return page(
    '# What can go wrong, and the tests that show what happens then',
    generated('build/docs/reliability and the names of the tests'),
    `Of ${rows.length} rows ${covered} are shown by tests that carry their number; of the others the last column says why not.`,
    '## Faults',
    listed(faults, shown),
    '## Bad input',
    listed(inputs, shown),
    '## Random trials',
    'At any size with `npm run torture`; a small one of each is part of `npm test`.',
    listed(goals, shown),
  );
}

const listed = (rows: readonly Row[], shown: ReadonlyMap<string, readonly Shown[]>): string =>
  table(
    ['', 'what goes wrong', 'what happens', 'shown by'],
    rows.map(({ id, what, result, notYet }) => [id, what, result, told(shown.get(id) ?? [], notYet)]),
  );

/** Every file once, with the first of its names. */
function told(tests: readonly Shown[], notYet: string | undefined): string {
  const files = [...new Set(tests.map(({ file }) => file))];
  const lines = files.map((file) => {
    const inFile = tests.filter((one) => one.file === file);
    const more = inFile.length > 1 ? ` (and ${inFile.length - 1} more)` : '';
    return `[${readable(inFile[0]?.name ?? '')}](../${file})${more}`;
  });
  return lines.join('<br>') || `*not shown: ${notYet ?? 'nothing yet'}*`;
}

/** Without what would be a link, a tag or code, and not longer than a line. */
function readable(name: string): string {
  const plain = name
    .replaceAll(/[[\]<>`]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain.length > 110 ? `${plain.slice(0, 109)}…` : plain;
}
