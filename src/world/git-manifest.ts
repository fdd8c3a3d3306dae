import { whyNot } from './git-process.js';
import type { Scratch } from './git-scratch.js';
import { readTar, type TarEntry } from './tar.js';

/** What a commit puts on a host. */
export interface Manifest {
  /** By path, as `git archive` writes them: line ends and `export-subst` as there. */
  readonly entries: ReadonlyMap<string, TarEntry>;
  /** In the commit and not in the archive (`export-ignore`): they may be on a host or not. */
  readonly optional: ReadonlySet<string>;
}

/** Makes each manifest once, however many hosts are compared with it; they reject with an Error in words. */
export function manifestsIn(scratch: Scratch): (commit: string) => Promise<Manifest> {
  const made = new Map<string, Promise<Manifest>>();
  return (commit) => {
    const manifest = made.get(commit) ?? manifestOf(scratch, commit);
    made.set(commit, manifest);
    return manifest;
  };
}

async function manifestOf(scratch: Scratch, commit: string): Promise<Manifest> {
  const archive = scratch.place();
  const [made, listed] = await Promise.all([
    scratch.run(['archive', '--format=tar', `--output=${archive}`, commit]),
    scratch.run(['ls-tree', '-r', '-z', '--full-tree', '--name-only', commit]),
  ]);
  const failed = [made, listed].find(({ ok }) => !ok);
  if (failed !== undefined) {
    throw new Error(whyNot(failed));
  }

  const entries = new Map((await readTar(archive)).map((entry) => [entry.path, entry]));
  const names = listed.stdout.split('\0').filter((name) => name !== '');
  return { entries, optional: new Set(names.filter((name) => !entries.has(name))) };
}
