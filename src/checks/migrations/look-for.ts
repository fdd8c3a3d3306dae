import type { Read } from '../../world/git-answers.js';
import type { GitContents, NetChange, TreeFile } from '../../world/git-contents.js';
import { type Candidate, candidatesIn, isToldByText } from './find.js';
import type { FrameworkName } from './framework-names.js';
import { leftOutIn } from './left-out.js';
import type { MigrationsOptions } from './options.js';
import { configurationsIn, frameworksIn } from './places.js';
import { type Suspects, suspectsIn } from './unclaimed.js';

/** Where a release may have migrations, by its paths and the configurations in it. */
export interface LookedFor {
  readonly frameworks: readonly FrameworkName[];
  readonly candidates: readonly Candidate[];
  /** What looks like one, whoever's it may be; what is found among the candidates is in here, too. */
  readonly suspects: Suspects;
  /** Would be one, if it did not lie with tests or packages. */
  readonly leftOut: readonly string[];
}

/** @param files of the release @param changes since what runs now */
export async function lookFor(
  changes: readonly NetChange[],
  files: readonly TreeFile[],
  options: Pick<MigrationsOptions, 'framework' | 'schema' | 'data'>,
  git: Pick<GitContents, 'blobs'>,
  signal: AbortSignal,
): Promise<Read<LookedFor>> {
  const texts = await git.blobs(
    configurationsIn(files).map(({ blob }) => blob),
    signal,
  );
  if (!texts.known) {
    return texts;
  }

  const all = frameworksIn(files, texts.value);
  const names = options.framework ?? all;
  const isLeftOut = leftOutIn(files);
  const candidatesOf = (of: readonly NetChange[], by: readonly FrameworkName[], everywhere?: 'everywhere') =>
    candidatesIn(of, files, options, by, texts.value, everywhere);
  const away = changes.filter(({ path, status }) => status !== 'D' && isLeftOut(path));
  // What the project has beside what it says it uses is left out on purpose.
  const others = pathsOf(candidatesOf(changes, placed(all.filter((name) => !names.includes(name)))));
  const candidates = candidatesOf(changes, names);
  const putAway = candidates.flatMap(({ change: { status, before }, framework }) =>
    status === 'D' && before !== undefined && framework !== undefined && !isToldByText({ framework }) ? [before] : [],
  );
  const value: LookedFor = {
    frameworks: names,
    candidates,
    suspects: suspectsIn(
      changes.filter(({ path }) => !others.has(path)),
      isLeftOut,
      new Set(putAway),
    ),
    leftOut: [...pathsOf(candidatesOf(away, placed(names), 'everywhere'))].filter((path) => !isNobodys.test(path)),
  };
  return { ...texts, value };
}

const isNobodys = /(?:^|\/)(?:node_modules\/|__init__\.py$)/;

/** Those of which the path is enough to know one. */
const placed = (names: readonly FrameworkName[]): readonly FrameworkName[] =>
  names.filter((name) => !['goose', 'dbmate', 'liquibase'].includes(name));

const pathsOf = (candidates: readonly Candidate[]): ReadonlySet<string> =>
  new Set(candidates.map(({ change }) => change.path));
