import { plural } from '../../text/plural.js';
import { safeLine } from '../../text/sanitise.js';
import { padEnd, truncate, width, wrap } from '../../text/width.js';
import { hanging } from './hanging.js';
import { best, type Proposals } from './proposals.js';
import type { Clue } from './seen.js';

/**
 * What was found, where, and why: one line each, or two where the terminal is narrow. Ends with a line break.
 * @param columns of the terminal
 */
export function foundTable(found: Proposals, columns: number): string {
  const rows = rowsOf(found);
  const [label, value, where] = [
    Math.max(...rows.map((row) => row.label.length)),
    Math.min(60, Math.max(...rows.map((row) => width(row.value)))),
    Math.min(32, Math.max(...rows.map((row) => width(row.where)))),
  ];
  const isNarrow = columns < label + value + where + 30;
  const lines = rows.flatMap((row) => {
    const mark = `  ${padEnd(row.label, label)}  `;
    return isNarrow
      ? [
          ...hanging(mark, row.value, columns),
          ...hanging(' '.repeat(mark.length), [row.where, row.why].filter((part) => part !== '').join(', '), columns),
        ]
      : [truncate(`${mark}${padEnd(row.value, value)}  ${padEnd(row.where, where)}  ${row.why}`.trimEnd(), columns)];
  });
  const notes = [
    ...found.unread.map(({ path, why }) => `${path} ${why}: not looked at`),
    ...(found.packages.length > 1
      ? [`${plural(found.packages.length, 'package')} here: ${found.packages.slice(0, 5).join(', ')}`]
      : []),
  ];
  return `${[...lines, ...notes.flatMap((note) => wrap(`  (${safeLine(note)})`, columns))].join('\n')}\n`;
}

interface Row {
  readonly label: string;
  readonly value: string;
  readonly where: string;
  readonly why: string;
}

function rowsOf(found: Proposals): readonly Row[] {
  const deploy = best(found.deploy) ?? found.deploy[0];
  const commands = deploy && { ...deploy, value: deploy.value.run };
  return [
    row('app', best(found.app)),
    ...(found.framework ? [row('built with', found.framework)] : []),
    row('branch', best(found.branch) ?? found.branch[0]),
    row('tests', best(found.tests) ?? found.tests[0]),
    row('deploy', commands),
    ...(deploy === undefined || deploy.sure === 'guess' ? [] : [row('undo', deploy.value.undo)]),
    ...found.targets.map((clue) => row('target', clue)),
    ...found.hosts.slice(0, 3).map((clue) => row('host', clue)),
    ...(found.path ? [row('path', found.path)] : []),
    ...(found.revision ? [row('revision', found.revision)] : []),
    row('url', best(found.url)),
    row('tz', found.tz[0]),
    ...(found.ci ? [row('ci', found.ci)] : []),
    ...(found.migrations ? [row('migrations', { ...found.migrations, value: 'there are some' })] : []),
    ...(found.bundled.where === '' ? [] : [row('like', { ...found.bundled, value: `shipit:${found.bundled.value}` })]),
  ];
}

const row = (label: string, clue: Clue | undefined): Row =>
  clue === undefined
    ? { label, value: 'not found', where: '', why: '' }
    : {
        label,
        value: safeLine(clue.value, 60),
        where: safeLine(clue.where, 60),
        why: `${safeLine(clue.why, 60)}${clue.sure === 'guess' ? ' (only a guess: not taken by itself)' : ''}`,
      };
