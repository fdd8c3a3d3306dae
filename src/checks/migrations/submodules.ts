import type { NetChange } from '../../world/git-contents.js';
import { type GitRun, whyNot } from '../../world/git-process.js';
import { frameworks, leftOut } from './frameworks.js';
import { inGlobs } from './globs.js';
import type { Unclaimed } from './model.js';
import { looksLikeOne, submodule } from './unclaimed.js';

/**
 * Submodules that moved, and may bring migrations: what lies in them is told by its paths, where the submodule is here. One
 * git process each.
 */
export async function movedSubmodules(
  run: GitRun,
  changes: readonly NetChange[],
  isLeftOut: (path: string) => boolean,
  signal: AbortSignal,
): Promise<readonly Unclaimed[]> {
  const moved = changes.filter(
    ({ path, mode, status, before, after }) =>
      mode === submodule && status !== 'D' && before !== after && !isLeftOut(path),
  );
  const found = await Promise.all(
    moved.map(async (one, index) =>
      // A project with more of them is asked about the rest.
      index < mostAsked ? whatMoved(run, one, signal) : [`${one.path} is a submodule`],
    ),
  );
  return moved.flatMap(({ path, after = '' }, index) => {
    const [first, ...more] = found[index] ?? [];
    const words = more.length === 0 ? '' : ` (and ${more.length} more)`;
    return first === undefined
      ? []
      : [{ path, blob: after, why: `${first}${words}: migrations of submodules are not read` }];
  });
}

const mostAsked = 20;

/** In words, what of it may be a migration; empty: nothing. */
async function whatMoved(
  run: GitRun,
  { path, status, before, after }: NetChange,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const from = status === 'A' ? emptyTree : before;
  if (status === 'T' || from === undefined || after === undefined) {
    return [`${path} has become a submodule`];
  }

  const answer = await run(
    [
      ...['-c', 'safe.bareRepository=explicit', '-C', path, 'diff', '--raw', '-z', '--no-abbrev', '--no-renames'],
      ...['--no-ext-diff', '--ignore-submodules=none', from, after, '--'],
    ],
    { timeoutMs: 15_000, signal, env: { GIT_NO_LAZY_FETCH: '1' } },
  );
  if (!answer.ok) {
    return [`${path} is a submodule that cannot be looked into here (${whyNot(answer)})`];
  }

  const fields = answer.stdout.split('\0');
  return Array.from({ length: Math.floor(fields.length / 2) }, (_none, index) => index * 2).flatMap((at) => {
    const [meta = '', inner = ''] = [fields[at], fields[at + 1]];
    return mayBeOne(inner, meta) ? [`${path} is a submodule, and its ${inner} may be a migration`] : [];
  });
}

/** git knows it without having it. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

function mayBeOne(path: string, meta: string): boolean {
  const [, mode, , , status] = meta.split(' ');
  return status !== 'D' && (mode === submodule || (!isOfTests(path) && (looksLikeOne(path) || isUsual(path))));
}

const isOfTests = inGlobs(leftOut);

/** Where any framework has them; which ones are used there nobody asks. */
const isUsual = inGlobs([
  ...frameworks.filter(({ name }) => name !== 'liquibase').flatMap(({ files }) => files),
  ...['**/versions/*.py', '**/{changelog,liquibase}/**'],
]);
