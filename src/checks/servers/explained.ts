import { isCommitId } from '../../world/git-questions.js';
import type { GatherContext } from '../kind.js';
import type { Explained } from './ground.js';

/**
 * Which distributions the lock files changed between earlier deploys and what is there now: that those are others is no
 * news. On a host that is what the target runs; the release's own come only with the deploy. Where it is not known, or
 * git cannot say, nothing is explained.
 * @param commits of the snapshots compared with
 * @param now the commit of what is there
 */
export async function explainedSince(
  commits: readonly string[],
  now: string | undefined,
  { world, signal }: Pick<GatherContext, 'world' | 'signal'>,
): Promise<ReadonlyMap<string, Explained>> {
  if (now === undefined || !isCommitId(now)) {
    return new Map();
  }

  const wanted = [...new Set(commits)].filter((commit) => isCommitId(commit) && commit !== now).slice(0, 20);
  const read = await Promise.all(
    wanted.map(async (commit): Promise<readonly [string, Explained]> => {
      const diff = await world.git.run(
        [
          'diff',
          '--no-color',
          '--no-ext-diff',
          '--no-textconv',
          '--no-renames',
          '-U1',
          commit,
          now,
          '--',
          ...lockFiles,
        ],
        { signal },
      );
      return [commit, diff.ok ? namesIn(diff.stdout) : { python: [], node: [] }];
    }),
  );
  return new Map(read);
}

const pythonLocks = ['requirements*.txt', 'requirements/*.txt', 'uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile.lock'];
const nodeLocks = ['package-lock.json', 'npm-shrinkwrap.json'];
const lockFiles = [...pythonLocks, ...nodeLocks].map((name) => `:(glob)**/${name}`);

/** Names of distributions in a diff of lock files with one line around each change. */
export function namesIn(diff: string): Explained {
  const python = new Set<string>();
  const node = new Set<string>();
  let file = '';
  for (const line of diff.split('\n')) {
    const [, named] = /^diff --git a\/.* b\/(.*)$/.exec(line) ?? [];
    if (named !== undefined) {
      file = named;
    } else if (/^[ +-]/.test(line) && !/^(\+\+\+|---) /.test(line)) {
      const name = nameIn(file, line);
      if (name !== undefined) {
        (isNode(file) ? node : python).add(name);
      }
    }
  }
  return { python: [...python], node: [...node] };
}

const isNode = (file: string): boolean => nodeLocks.some((name) => file.endsWith(name));

/** The lists of `requirements` name the version on the same line; the others on the line above it. */
function nameIn(file: string, line: string): string | undefined {
  const text = line.slice(1);
  if (isNode(file)) {
    return /^\s*"(?:.*\/)?node_modules\/((?:@[^/"]+\/)?[^/"]+)": \{/.exec(text)?.[1];
  }

  if (file.endsWith('.txt')) {
    return line.startsWith(' ')
      ? undefined
      : normalised(/^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*[=<>~!@;]/.exec(text)?.[1]);
  }

  const [, lock] = /^name = "([^"]+)"/.exec(text) ?? [];
  return normalised(
    lock ?? (file.endsWith('Pipfile.lock') ? /^\s*"([A-Za-z0-9][A-Za-z0-9._-]*)": \{/.exec(text)?.[1] : undefined),
  );
}

/** PEP 503. */
const normalised = (name: string | undefined): string | undefined => name?.replace(/[-_.]+/g, '-').toLowerCase();
