import { messageOf } from '../../errors.js';
import { short } from '../../run/release.js';
import { plural } from '../../text/plural.js';
import { safeLine } from '../../text/sanitise.js';
import { hostTree } from '../../world/git-host-tree.js';
import type { Manifest } from '../../world/git-manifest.js';
import type { Scratch } from '../../world/git-scratch.js';
import type { GatherContext } from '../kind.js';
import { type HostContent, readContents } from './contents-answer.js';
import type { Difference } from './difference.js';
import { ignores } from './ignore.js';
import { otherCommitOf } from './other-commit.js';
import { contentsSection, mostTexts } from './sections.js';
import type { HostTree } from './tree-answer.js';
import { candidatesOf } from './tree-candidates.js';
import { differenceIn, lostOf, sorted } from './tree-differences.js';

/** The deployed tree of a host beside the commit it was made from. */
export type TreeLook =
  | {
      readonly known: true;
      readonly host: string;
      /** The commit it is compared with: what its git has checked out, else what runs now. */
      readonly base: string;
      /** What its git has checked out, where that is not what was deployed. */
      readonly head?: string;
      /** What was deployed there, where that is known. */
      readonly deployed?: string;
      /** Its files are exactly those of `base`, and another commit is said to be deployed there. */
      readonly otherCommit?: true;
      readonly differences: readonly Difference[];
      /** The tree of the host as an index of the scratch. */
      readonly index: string;
      /** Whatever could not be looked into. */
      readonly blind: readonly string[];
    }
  | { readonly known: false; readonly host: string; readonly why: string };

export interface TreeLookParts extends Pick<GatherContext, 'world' | 'signal' | 'timeoutMs'> {
  /** Full id of the commit that was deployed on a host, where one is known. */
  readonly deployedOn: (host: string) => string | undefined;
  readonly scratch: Scratch;
  /** Of the deployed tree on the host. */
  readonly path: string;
  readonly ignore: readonly string[];
  /** Other commits that may be there instead: what other hosts run, what ran before, the release. */
  readonly others?: readonly string[];
  /** Made once for all hosts. @throws Error in words */
  readonly manifest: (commit: string) => Promise<Manifest>;
}

/** Differences that are named. What is more is counted. */
const mostDifferences = 500;

/** Compares, and asks the host for the text of what differs. */
export async function lookAtTree(host: string, tree: HostTree, parts: TreeLookParts): Promise<TreeLook> {
  const unknown = (why: string): TreeLook => ({ known: false, host, why });
  if (tree.how === 'missing') {
    return unknown(`there is no ${parts.path}, or nobody may look`);
  }

  if (tree.how === 'unknown') {
    return unknown(tree.why);
  }

  try {
    const looked = await compare(host, tree, parts);
    return 'why' in looked ? unknown(looked.why) : { known: true, host, ...looked };
  } catch (error) {
    return unknown(messageOf(error));
  }
}

type ReadTree = Extract<HostTree, { how: 'git' | 'sums' }>;

type Compared = Omit<Extract<TreeLook, { known: true }>, 'known' | 'host'>;

/** @throws Error in words */
async function compare(
  host: string,
  tree: ReadTree,
  parts: TreeLookParts,
): Promise<Compared | { readonly why: string }> {
  const deployed = parts.deployedOn(host);
  const named = await baseOf(tree, deployed, parts);
  if (named === undefined) {
    return {
      why:
        tree.how === 'git' && tree.head !== undefined
          ? `its commit ${short(tree.head)} is not in this clone`
          : 'nobody knows which commit was deployed there',
    };
  }

  const { base, candidates, isOther } = await differing(tree, named, parts);
  if (candidates.length > mostDifferences) {
    const some = candidates.slice(0, 3).map((path) => safeLine(path, 60));
    const why = `${candidates.length} files differ (${some.join(', ')}, …): is this tree made from this project?`;
    return { why };
  }

  const contents = await contentsOf(host, candidates, parts);
  if (contents === undefined) {
    return { why: 'what differs there could not be read' };
  }

  const { files, rest } = sorted(candidates, contents, tree);
  const { index, changes } = await hostTree(parts.scratch, base, files);
  const sums = new Map(contents.map((content, at) => [candidates[at], content]));
  const differences = [
    ...changes.map((change) => differenceIn(change, sums.get(change.path))),
    ...lostOf(files, changes),
    ...rest,
  ];
  return {
    base,
    ...(tree.how === 'git' && tree.head !== undefined && tree.head !== deployed ? { head: tree.head } : {}),
    ...(deployed === undefined ? {} : { deployed }),
    ...(isOther ? { otherCommit: true as const } : {}),
    differences: differences.sort((a, b) => (a.path < b.path ? -1 : 1)),
    index,
    blind: [...tree.blind, ...unreadable(tree)],
  };
}

interface Differing {
  readonly base: string;
  /** Paths that may differ from it. */
  readonly candidates: readonly string[];
  readonly isOther: boolean;
}

/** What differs from the commit that should be there; nothing, where the files are exactly those of another one. */
async function differing(
  tree: ReadTree,
  base: string,
  { manifest, ignore, others = [] }: TreeLookParts,
): Promise<Differing> {
  const ignored = ignores(ignore);
  const candidates = candidatesOf(tree, tree.how === 'sums' ? await manifest(base) : undefined, ignored);
  const other = candidates.length === 0 ? undefined : await otherCommitOf(tree, others, manifest, ignored);
  return other === undefined ? { base, candidates, isOther: false } : { base: other, candidates: [], isOther: true };
}

async function baseOf(
  tree: ReadTree,
  deployed: string | undefined,
  { world }: TreeLookParts,
): Promise<string | undefined> {
  if (tree.how !== 'git' || tree.head === undefined) {
    return deployed;
  }

  return (await world.git.resolve(tree.head))?.commit;
}

async function contentsOf(
  host: string,
  candidates: readonly string[],
  { world, path, signal, timeoutMs }: TreeLookParts,
): Promise<readonly HostContent[] | undefined> {
  const asked = candidates.slice(0, mostTexts);
  if (asked.length === 0) {
    return [];
  }

  const section = contentsSection(path, asked);
  const { sections } = await world.ssh.ask(host, { sections: [section], timeoutMs, signal });
  const contents = readContents(sections.get(section.name), asked.length);
  return (
    contents && [
      ...contents,
      ...candidates
        .slice(mostTexts)
        .map(() => ({ is: 'without-text' as const, why: 'too many files differ to read all' })),
    ]
  );
}

/** Files whose sum could not be made are among the candidates already, as what cannot be read. */
const unreadable = (tree: ReadTree): readonly string[] => {
  const count = tree.how === 'sums' ? [...tree.files.values()].filter(({ sha256 }) => sha256 === undefined).length : 0;
  return count === 0 ? [] : [`${plural(count, 'file')} could not be read`];
};
