import type { SectionAnswer } from '../../world/ssh/types.js';
import { mostTreeFiles } from './sections.js';

/** One file as a host has it. */
export interface HostEntry {
  /** SHA-256, hex; absent if it could not be read. */
  readonly sha256?: string;
  readonly executable: boolean;
}

/** What a host says of its deployed tree. Paths are from its top, raw. */
export type HostTree =
  | {
      readonly how: 'git';
      /** The commit that is checked out there; absent before the first one. */
      readonly head?: string;
      /** What differs from it: tracked files, and files that nobody ignores. */
      readonly changed: readonly string[];
      /** Files that its git was told not to look at. */
      readonly hidden: readonly string[];
      /** What could not be looked into, in the host's words. */
      readonly blind: readonly string[];
    }
  | {
      readonly how: 'sums';
      readonly files: ReadonlyMap<string, HostEntry>;
      /** Links, and where they lead. */
      readonly links: ReadonlyMap<string, string>;
      readonly blind: readonly string[];
    }
  | { readonly how: 'missing' }
  | { readonly how: 'unknown'; readonly why: string };

export function readTree(answer: SectionAnswer | undefined): HostTree {
  if (answer === undefined || answer.how === 'missing') {
    return { how: 'unknown', why: 'its answer did not come to an end' };
  }

  const lines = answer.text.split('\n').filter((line) => line !== '');
  if (answer.rc !== 0 || lines.at(-1) !== 'end') {
    const words = answer.err.split('\n').findLast((line) => line.trim() !== '');
    return { how: 'unknown', why: `its tree could not be read: ${words ?? `exit ${answer.rc}`}` };
  }

  switch (lines[0]) {
    case 'git':
      return gitTree(lines);
    case 'sums':
      return sumsTree(lines);
    case 'missing':
      return { how: 'missing' };
    case 'many':
      return { how: 'unknown', why: `more than ${mostTreeFiles} files; leave some out with \`ignore\`` };
    case 'no-sums':
      return { how: 'unknown', why: 'it has neither git nor sha256sum' };
    default:
      return { how: 'unknown', why: 'its answer is not what was asked for' };
  }
}

function gitTree(lines: readonly string[]): HostTree {
  const records = linesOf(lines, 's ');
  const oid = records.flatMap((record) => /^# branch\.oid ([0-9a-f]{40,64})$/.exec(record)?.[1] ?? [])[0];
  return {
    how: 'git',
    ...(oid === undefined ? {} : { head: oid }),
    changed: records.flatMap((record) => pathOf(record) ?? []).map(unfold),
    hidden: linesOf(lines, 'h ').map(unfold),
    blind: [
      ...linesOf(lines, 'blind '),
      ...(lines.includes('no-submodules') ? ['its submodules, because the tree belongs to somebody else'] : []),
    ],
  };
}

/** Of one record of `git status --porcelain=v2`; what only its index has is no difference. */
function pathOf(record: string): string | undefined {
  if (record.startsWith('1 AD ')) {
    return undefined;
  }

  // A directory that is a repository of its own ends in a slash.
  return (
    /^1 (?:\S+ ){7}(.+)$/.exec(record)?.[1] ??
    /^u (?:\S+ ){9}(.+)$/.exec(record)?.[1] ??
    /^\? (.+?)\/?$/.exec(record)?.[1]
  );
}

function sumsTree(lines: readonly string[]): HostTree {
  const sums = new Map<string, string>();
  for (const line of linesOf(lines, '= ')) {
    const [, escaped, sha256, name] = /^(\\?)([0-9a-f]{64}) [ *](.*)$/.exec(line) ?? [];
    if (sha256 === undefined || name === undefined) {
      return { how: 'unknown', why: 'a file there has a name that its sha256sum cannot write down' };
    }

    sums.set(
      escaped === '' ? name : name.replace(/\\([\\nr])/g, (_all, letter: string) => letters[letter] ?? ''),
      sha256,
    );
  }

  const executable = new Set(linesOf(lines, 'x '));
  const files = linesOf(lines, 'f ').map((folded): readonly [string, HostEntry] => {
    const name = unfold(folded);
    const sha256 = sums.get(name);
    const entry = { executable: executable.has(folded), ...(sha256 === undefined ? {} : { sha256 }) };
    return [withoutDot(name), entry];
  });
  const byName = new Map(files);
  const alike = files.length - byName.size;
  return {
    how: 'sums',
    files: byName,
    links: new Map(
      lines.flatMap((line, at): readonly (readonly [string, string])[] =>
        line.startsWith('l ')
          ? [[withoutDot(unfold(line.slice(2))), unfold((lines[at + 1] ?? '').slice(2)).replace(/\n$/, '')]]
          : [],
      ),
    ),
    blind: [
      ...linesOf(lines, 'blind '),
      ...(alike === 0 ? [] : ['names that cannot be told from one another, because they are not UTF-8']),
    ],
  };
}

const letters: Readonly<Record<string, string>> = { '\\': '\\', n: '\n', r: '\r' };

const linesOf = (lines: readonly string[], start: string): readonly string[] =>
  lines.flatMap((line) => (line.startsWith(start) ? [line.slice(start.length)] : []));

/** Line breaks travel as \001. */
const unfold = (text: string): string => text.replaceAll('\u0001', '\n');

const withoutDot = (name: string): string => name.replace(/^\.\//, '');
