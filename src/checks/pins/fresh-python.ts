import type { SourceAsked } from '../../run/evidence.js';
import type { GatherContext } from '../kind.js';
import { inFreshPlace } from './fresh-place.js';
import type { CommitFiles } from './model.js';
import type { FreshOptions } from './options.js';
import { type InstallAnswer, installPython } from './python-install.js';
import { type PickedPython, pickPython } from './python-pick.js';
import { type PipAnswer, resolvePython } from './python-resolve.js';
import { requested } from './requirements-words.js';

/** What came of one requirements file. */
export interface FreshRoot {
  readonly root: string;
  readonly answer: PipAnswer | { readonly state: 'unknown'; readonly why: string };
  /** Absent where nothing is installed for real. */
  readonly install?: InstallAnswer;
}

export interface FreshPython {
  readonly roots: readonly FreshRoot[];
  /** Of the interpreter that was used; absent where there was none. */
  readonly with?: PickedPython;
  /** The python of the servers, where anybody said it. */
  readonly wanted?: string;
  readonly sources: readonly SourceAsked[];
}

export interface FreshQuestion {
  readonly context: GatherContext;
  readonly options: FreshOptions;
  readonly files: CommitFiles;
  /** Requirements files to install from. */
  readonly roots: readonly string[];
  /** `3.11` of what runs. */
  readonly running: string | undefined;
}

/** Asks pip what a new server would get today, from the files of the release. */
export async function freshPython(question: FreshQuestion): Promise<FreshPython> {
  const { context, options, roots, running } = question;
  const { world, signal } = context;
  const wanted = options.python ?? running;
  const told = wanted === undefined ? {} : { wanted };
  const picked = await pickPython({ commands: world.commands, cwd: world.root, wanted, signal });
  if (!picked.found) {
    const unknown = roots.map((root) => ({ root, answer: { state: 'unknown' as const, why: picked.why } }));
    return { roots: unknown, sources: picked.sources, ...told };
  }

  const ends = performance.now() + context.timeoutMs * 0.9;
  const done: FreshRoot[] = [];
  for (const root of roots) {
    done.push(await freshRoot(root, picked.with, Math.max(1000, ends - performance.now()), question));
  }
  const sources = done.flatMap(({ answer, install }) => [
    ...('source' in answer ? [answer.source] : []),
    ...(install?.sources ?? []),
  ]);
  return { roots: done, with: picked.with, sources: [...sources, ...picked.sources], ...told };
}

async function freshRoot(
  root: string,
  python: PickedPython,
  timeoutMs: number,
  { context, options, files }: FreshQuestion,
): Promise<FreshRoot> {
  const { world, release, signal, progress, env } = context;
  const ends = performance.now() + timeoutMs;
  const { words, paths, missing, needsTree } = requested(root, files);
  if (missing !== undefined) {
    return { root, answer: { state: 'unknown', why: `${missing} could not be read` } };
  }

  const place = {
    ...{ git: world.git, commit: release.commit, files, signal },
    paths: options.install || needsTree ? undefined : paths,
  };
  const placed = await inFreshPlace(place, async ({ files: cwd, scratch }): Promise<FreshRoot> => {
    const request = { commands: world.commands, python, cwd, scratch, words, signal };
    progress(`pip resolves ${root}`);
    const answer = await resolvePython({ ...request, timeoutMs: ends - performance.now() });
    if (answer.state !== 'resolved' || !options.install) {
      return { root, answer };
    }

    const named = [...answer.resolved.dists.values()].filter((one) => one.requested).map(({ name }) => name);
    const more = { requested: named, imports: options.import, env, progress, timeoutMs: ends - performance.now() };
    return { root, answer, install: await installPython({ ...request, ...more }) };
  });
  return placed.made ? placed.result : { root, answer: { state: 'unknown', why: placed.why } };
}
