import { safeLine } from '../text/sanitise.js';
import type { PatchAddOptions } from './patch-add-options.js';

type Missing = '--title' | '--host';

/**
 * The command as it was typed, with the flags that are missing and a gap for what only a person knows: nothing in it is
 * made up, so that whoever copies it registers what they meant. For the screen.
 */
export const completedCommand = (options: PatchAddOptions, missing: readonly Missing[]): string =>
  ['shipit patch add', ...given(options), ...missing.map((flag) => `${flag} ${gaps[flag]}`)].join(' ');

const gaps: Readonly<Record<Missing, string>> = { '--title': '"WHAT IT DOES"', '--host': 'HOST' };

function given(options: PatchAddOptions): readonly string[] {
  const { from, diff, commit, pr, paths, title, hosts, until, why, restart = [], id, target, file, json } = options;
  const all: readonly (readonly [string, string | undefined])[] = [
    ['--file', file],
    ['--target', target],
    ['--from', from],
    ['--patch', diff],
    ['--commit', commit],
    ['--pr', pr],
    ...paths.map((path) => ['--path', path] as const),
    ...hosts.map((host) => ['--host', host] as const),
    ['--title', title],
    ['--until', until],
    ['--why', why],
    ...restart.map((unit) => ['--restart', unit] as const),
    ['--id', id],
  ];
  return [
    ...all.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${word(value)}`])),
    ...(json ? ['--json'] : []),
  ];
}

/** One word for a POSIX shell. */
function word(value: string): string {
  const text = safeLine(value);
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
