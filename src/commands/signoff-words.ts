import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import type { NetChange, RangeCommit } from '../world/git-contents.js';

/** What is new in a release, for somebody who reads no code. Sanitised. */
export interface InWords {
  /** Who, with most commits first, and what they did, newest first. */
  readonly authors: readonly { readonly name: string; readonly lines: readonly string[] }[];
  /** Places where a mistake is dear: `the database: 2 migrations`. */
  readonly areas: readonly string[];
  /** What needs a word and is no change of its own. */
  readonly notes: readonly string[];
}

/**
 * Commits by author, in plain words: prefixes of conventional commits become words, merges are counted only, and what
 * was made and taken back within the release is told as that, where git's own sentence names both commits.
 */
export function inWords(commits: readonly RangeCommit[], changes: readonly NetChange[]): InWords {
  const merges = commits.filter(({ parents }) => parents.length > 1);
  const own = commits.filter(({ parents }) => parents.length < 2);
  const { undone, hidden } = takenBack(own);
  const names = new Map<string, { readonly name: string; readonly lines: readonly string[] }>();
  for (const commit of own.filter((one) => !undone.includes(one) && !hidden.has(one.commit))) {
    const key = commit.email.toLowerCase() || commit.author;
    const before = names.get(key) ?? { name: safeLine(commit.author, 60), lines: [] };
    names.set(key, { ...before, lines: [...before.lines, subjectInWords(commit.subject)] });
  }
  return {
    authors: [...names.values()].toSorted((a, b) => b.lines.length - a.lines.length),
    areas: areasOf(changes),
    notes: [
      ...undone.map(({ subject }) => `made and taken back again: ${subjectInWords(subject)}`),
      ...(merges.length > 0 ? [`${plural(merges.length, 'merge')} of branches, with nothing of their own`] : []),
    ],
  };
}

const revertedSubject = (subject: string): string | undefined => /^Revert "(.*)"$/.exec(subject)?.[1];

/**
 * By the commits that they name: subjects are used again, by what is made anew after it was taken back. A revert that was
 * itself taken back has undone nothing.
 * @returns what is not in the release any more, and the commits that did nothing but take back others of these
 */
function takenBack(own: readonly RangeCommit[]): {
  readonly undone: readonly RangeCommit[];
  readonly hidden: ReadonlySet<string>;
} {
  const here = new Set(own.map(({ commit }) => commit));
  const named = new Map(own.map((one) => [one.commit, revertedBy(one)]));
  const by = new Map<string, readonly string[]>();
  for (const [commit, ids] of named) {
    for (const id of ids) {
      by.set(id, [...(by.get(id) ?? []), commit]);
    }
  }
  const known = new Map<string, boolean>();
  const stands = (commit: string): boolean => {
    const before = known.get(commit);
    if (before !== undefined) {
      return before;
    }

    known.set(commit, true);
    const is = !(by.get(commit) ?? []).some(stands);
    known.set(commit, is);
    return is;
  };
  const hidden = new Set(
    [...named].filter(([, ids]) => ids.length > 0 && ids.every((id) => here.has(id))).map(([commit]) => commit),
  );
  return { undone: own.filter(({ commit }) => !stands(commit) && !hidden.has(commit)), hidden };
}

/** Full ids, as `git revert` writes them. */
const revertedBy = ({ body }: RangeCommit): readonly string[] =>
  [...body.matchAll(/^This reverts commit ([0-9a-f]{40,64})\b/gm)].map(([, id = '']) => id);

/** `feat(cart): round half a cent (#12)` → `New (cart): round half a cent`. See conventionalcommits.org, version 1.0.0. */
export function subjectInWords(subject: string): string {
  const before = revertedSubject(subject);
  if (before !== undefined) {
    return `Taken back: ${subjectInWords(before)}`;
  }

  const bare = safeLine(subject, 160).replace(/\s*\((?:#\d+|!\d+)\)$/, '');
  const [, type = '', scope, breaking, rest = ''] = /^([a-z]+)(?:\(([^)]*)\))?(!)?:\s+(.+)$/i.exec(bare) ?? [];
  const word = words[type.toLowerCase()];
  if (word === undefined) {
    return bare === '' ? '(no words)' : bare;
  }

  const loud = breaking === undefined ? '' : ', changes what others rely on';
  return `${word}${scope === undefined || scope === '' ? '' : ` (${scope})`}${loud}: ${rest}`;
}

const words: Readonly<Record<string, string>> = {
  feat: 'New',
  fix: 'Mended',
  perf: 'Faster',
  docs: 'Documentation',
  style: 'Tidied',
  refactor: 'Rebuilt inside',
  test: 'Tests',
  build: 'Build',
  ci: 'Build',
  chore: 'Housekeeping',
  revert: 'Taken back',
};

/** By paths; first match wins. */
function areasOf(changes: readonly NetChange[]): readonly string[] {
  const counts = new Map<string, readonly string[]>();
  for (const { path } of changes) {
    const area = areas.find(({ pattern }) => pattern.test(path));
    if (area !== undefined) {
      counts.set(area.name, [...(counts.get(area.name) ?? []), safeLine(path, 80)]);
    }
  }
  return [...counts].map(([name, paths]) => `${name}: ${paths.length === 1 ? paths[0] : plural(paths.length, 'file')}`);
}

const areas: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  {
    name: 'changes the database',
    pattern:
      /(?:^|\/)(?:migrations?|db\/(?:migrate|data)|alembic\/versions)\/[^/]+|(?:^|\/)(?:schema|structure)\.(?:rb|sql|prisma)$/i,
  },
  { name: 'log-in and permissions', pattern: /(?:^|[/_.-])(?:auth|login|session|permissions?|oauth|sso)(?:[/_.-]|$)/i },
  { name: 'money', pattern: /(?:^|[/_.-])(?:payments?|billing|invoices?|checkout|stripe)(?:[/_.-]|$)/i },
  {
    name: 'other versions of libraries',
    pattern:
      /(?:^|\/)(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|Gemfile\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|Cargo\.lock|go\.sum|composer\.lock|requirements[^/]*\.txt)$/,
  },
  {
    name: 'how it is built and run',
    pattern: /(?:^|\/)(?:Dockerfile[^/]*|docker-compose[^/]*|\.github\/|\.gitlab-ci\.yml|Makefile$)/,
  },
];
