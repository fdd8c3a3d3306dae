import { messageOf } from '../../errors.js';
import type { SourceAsked } from '../../run/evidence.js';
import { type OnHost, takeOff } from '../../world/git-host-tree.js';
import type { IndexChange } from '../../world/git-scratch.js';
import type { HostAnswer, SectionRequest } from '../../world/ssh/types.js';
import type { Difference } from './difference.js';
import type { DroppedPatch } from './dropped.js';
import { ignores, usuallyIgnored } from './ignore.js';
import type { LookedAt } from './look.js';
import { type MotdLook, readMotd, usualMotd } from './motd.js';
import type { PatchesOptions } from './options.js';
import { type PackagesLook, readPackages } from './packages-answer.js';
import { motdSection, packagesSection, treeSection } from './sections.js';
import { readTree } from './tree-answer.js';
import { lookAtTree, type TreeLook, type TreeLookParts } from './tree-look.js';

/** What somebody did on a host by hand, as far as the host tells. */
export interface HostLook {
  readonly host: string;
  /** Why it could not be asked, or not to the end; in words. */
  readonly problem?: string;
  readonly motd?: MotdLook;
  readonly tree?: TreeLook;
  readonly packages?: PackagesLook;
  /** Whether the registered patches of this host are there; by id. */
  readonly onHost: ReadonlyMap<string, OnHost>;
  /** Patches that nobody wants any more, and that are there; their ids. */
  readonly stillThere: readonly string[];
  /** Differences that no registered patch explains, with the text of each where there is one. */
  readonly unregistered: readonly Unregistered[];
  readonly source: SourceAsked;
}

export interface Unregistered extends Difference {
  /** Its own lines of the diff; raw. */
  readonly diff: readonly string[];
}

export interface HostLookParts extends Omit<TreeLookParts, 'path' | 'ignore'> {
  readonly options: PatchesOptions;
  /** Of the deployed tree; undefined where it is not looked at. */
  readonly path: string | undefined;
  /** Registered for hosts of this target, in the order of the register. */
  readonly applied: readonly LookedAt[];
  readonly dropped: readonly DroppedPatch[];
}

/** The sections that a host is asked for, all over one connection. */
export function sectionsOf(options: PatchesOptions, path: string | undefined): readonly SectionRequest[] {
  const motd = options.motd ?? usualMotd;
  return [
    ...(motd.length === 0 ? [] : [motdSection(motd, options.motd === undefined ? 'usual' : 'named')]),
    ...(path === undefined ? [] : [treeSection(path, [...usuallyIgnored, ...options.ignore])]),
    ...(options.packages ? [packagesSection] : []),
  ];
}

/** Understands what a host answered, and asks it for the text of what differs. */
export async function lookAtHost(host: string, answer: HostAnswer, parts: HostLookParts): Promise<HostLook> {
  const { options, path, applied, dropped, scratch, world } = parts;
  const { problem, sections } = answer;
  const motd = (options.motd ?? usualMotd).length === 0 ? undefined : readMotd(sections.get('patches motd'));
  const packages = options.packages ? readPackages(sections.get(packagesSection.name)) : undefined;
  const look = {
    host,
    ...(problem === undefined ? {} : { problem: problem.text }),
    ...(motd === undefined ? {} : { motd }),
    ...(packages === undefined ? {} : { packages: kept(packages, options.ignore) }),
    source: sourceOf(host, answer),
  };
  if (path === undefined) {
    return { ...look, onHost: new Map(), stillThere: [], unregistered: [] };
  }

  const ignore = [...usuallyIgnored, ...options.ignore];
  const tree = await lookAtTree(host, readTree(sections.get('patches tree')), { ...parts, path, ignore });
  if (!tree.known) {
    return { ...look, tree, onHost: new Map(), stillThere: [], unregistered: [] };
  }

  const own = applied.filter(({ hosts }) => hosts.includes(host));
  const unwanted = dropped.filter(({ hosts }) => hosts.includes(host));
  try {
    const {
      onHost: all,
      rest,
      index,
    } = await takeOff(scratch, world.git, {
      base: tree.base,
      index: tree.index,
      // The last one is taken off first: of two that are the same, the one that is wanted is there.
      patches: [...unwanted, ...own].map(({ patch, text }) => ({
        files: patch.files,
        ...(text === undefined ? {} : { text }),
        ...(patch.commit === undefined ? {} : { commit: patch.commit }),
      })),
    });
    const onHost = all.slice(unwanted.length);
    // Of a patch without text only the names of its files are known.
    const named = new Set(own.flatMap(({ patch }, at) => (onHost[at] === 'unknown' ? patch.files : [])));
    const left = unexplained(tree.differences, rest).filter(({ path: file }) => !named.has(file));
    const diffs = await diffsOf(await scratch.diff(tree.base, index));
    return {
      ...look,
      tree,
      stillThere: unwanted.flatMap(({ patch }, at) => (all[at] === 'there' ? [patch.id] : [])),
      onHost: new Map(own.map(({ patch }, at) => [patch.id, onHost[at] ?? 'unknown'])),
      unregistered: left.map((one) => ({ ...one, diff: diffs.get(one.path) ?? [] })),
    };
  } catch (error) {
    const why = messageOf(error);
    return { ...look, tree: { known: false, host, why }, onHost: new Map(), stillThere: [], unregistered: [] };
  }
}

const sourceOf = (host: string, { problem, ms }: HostAnswer): SourceAsked => ({
  cmd: `ssh ${host}`,
  ...(problem === undefined ? { rc: 0 } : { tail: problem.text }),
  ...(problem?.kind === 'timeout' ? { timedOut: true } : {}),
  ms,
});

/** What has no text was never part of the index. */
const unexplained = (all: readonly Difference[], rest: readonly IndexChange[]): readonly Difference[] => {
  const left = new Set(rest.map(({ path }) => path));
  const known = new Set(all.map(({ path }) => path));
  return [
    ...all.filter(({ path, withoutText }) => withoutText !== undefined || left.has(path)),
    ...rest.flatMap(({ path }): readonly Difference[] => (known.has(path) ? [] : [{ path, what: 'changed' }])),
  ];
};

/** The diff of each file, in lines, by its path as the diff writes it. */
async function diffsOf(diff: Uint8Array): Promise<ReadonlyMap<string, readonly string[]>> {
  const parts = new TextDecoder().decode(diff).split(/^(?=diff --git )/m);
  return new Map(
    parts.flatMap((part): readonly (readonly [string, readonly string[]])[] => {
      const lines = part.replace(/\n$/, '').split('\n');
      const name = /^diff --git a\/(.*) b\/\1$/.exec(lines[0] ?? '')?.[1];
      const body = lines.findIndex((line) => line.startsWith('@@'));
      return name === undefined ? [] : [[name, body < 0 ? lines.slice(1, 3) : lines.slice(body)]];
    }),
  );
}

const kept = (packages: PackagesLook, ignore: readonly string[]): PackagesLook => {
  const isIgnored = ignores(ignore);
  return packages.known
    ? { ...packages, changed: packages.changed.filter((file) => !isIgnored(file.replace(/^\//, ''))) }
    : packages;
};
