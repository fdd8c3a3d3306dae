import { short } from '../../run/release.js';
import { anyHeld, type Held, holds } from './held.js';
import { inTurn } from './in-turn.js';
import type { Edge, Needed, Part } from './model.js';
import type { OrderOptions } from './options.js';
import { type Reference, referencesIn } from './reference.js';
import type { Resolver } from './resolve.js';
import type { Resolved } from './resolved.js';
import type { Written } from './written.js';

/** How many different things are looked for; more is nothing that people wrote. */
const mostWritten = 200;

/** What became of each of them. */
export async function edgesOf(
  written: readonly Written[],
  {
    resolver,
    options,
    signal,
  }: { readonly resolver: Resolver; readonly options: OrderOptions; readonly signal: AbortSignal },
): Promise<readonly Edge[]> {
  const wanted = written
    .slice(0, mostWritten)
    .flatMap((one) => referencesIn(one.value).map((reference) => ({ one, reference })));
  const edges = await inTurn(wanted, 6, async ({ one, reference }): Promise<Edge> => {
    signal.throwIfAborted();
    return { ...one, needed: await neededBy(reference, one, { resolver, options }) };
  });
  const [next] = written.slice(mostWritten);
  if (next === undefined) {
    return edges;
  }

  const why = `there are ${written.length} of them; the first ${mostWritten} were looked at`;
  return [...edges, { ...next, needed: { state: 'unknown', name: 'more', why } }];
}

async function neededBy(
  reference: Reference,
  { from, trailer, value }: Written,
  { resolver, options }: { readonly resolver: Resolver; readonly options: OrderOptions },
): Promise<Needed> {
  const resolved = await resolver.resolve(reference, from.repo);
  if (resolved.is === 'unknown') {
    return { state: 'unknown', name: value, why: resolved.why };
  }

  if (resolved.is === 'unmerged') {
    const { part, name, why } = resolved;
    return { state: 'unmerged', repo: part.name, name, why };
  }

  if (resolved.commits.includes(from.commit)) {
    return { state: 'unknown', name: value, why: 'it names itself' };
  }

  // What says in so many words that it has to be deployed is not content with less.
  return stateOf(resolved, trailer === 'needs-deployed' ? { ...options, require: 'deployed' } : options);
}

async function stateOf(
  { part, commits, name }: Resolved & { readonly is: 'commits' },
  options: OrderOptions,
): Promise<Needed> {
  const { live } = part;
  const [newest = ''] = commits;
  const base = { repo: part.name, commit: newest, name };
  const inLive =
    live.state === 'runs' ? await firstHeld(part, live.commit, commits) : ({ state: 'no', why: live.why } as const);
  if (inLive.state === 'yes') {
    return { ...base, state: 'live', how: inLive.how };
  }

  if (inLive.state === 'no' && options.ignore.length > 0 && (await isIgnored(part, commits, options.ignore))) {
    return { state: 'ignored', name, why: `touches only ${options.ignore.join(', ')}` };
  }

  const runs =
    live.state === 'runs'
      ? `${short(live.commit)} runs, ${inLive.why}`
      : live.state === 'nothing'
        ? `nothing of it runs (${live.why})`
        : `what runs of ${part.name} is unknown: ${live.why}`;
  const out = await firstHeld(part, part.commit, commits);
  if (out.state === 'yes') {
    return options.require === 'merged'
      ? { ...base, state: 'live', how: 'merged' }
      : { ...base, state: 'in-release', why: runs };
  }

  if (inLive.state === 'unknown' || live.state === 'unknown' || out.state === 'unknown') {
    const [why = runs] = [out, inLive].flatMap((one) => (one.state === 'unknown' ? [one.why] : []));
    return { state: 'unknown', name, why };
  }

  if (out.takenBack === undefined && !(await isMerged(part, commits))) {
    return { state: 'unmerged', repo: part.name, name, why: 'on no branch that is merged' };
  }

  return options.require === 'merged' && out.takenBack === undefined
    ? { ...base, state: 'live', how: 'merged' }
    : { ...base, state: 'elsewhere', why: `${runs}; ${short(part.commit)} is checked out, ${out.why}` };
}

async function firstHeld(part: Part, commit: string, commits: readonly string[]): Promise<Held> {
  const each = await Promise.all(commits.slice(0, mostCopies).map((one) => holds(part.git, commit, one)));
  return each.length === 0 ? { state: 'unknown', why: 'no commit of it is known' } : anyHeld(each);
}

/** Branches that one change went to. */
const mostCopies = 10;

async function isMerged({ git, commit }: Part, commits: readonly string[]): Promise<boolean> {
  const here = await Promise.all(commits.map((one) => git.isAncestor(one, commit)));
  if (here.includes('yes')) {
    return true;
  }

  for (const name of [
    '@{upstream}',
    'refs/remotes/origin/HEAD',
    'refs/remotes/origin/main',
    'refs/remotes/origin/master',
  ]) {
    const branch = (await git.resolve(name))?.commit;
    const is = branch === undefined ? [] : await Promise.all(commits.map((one) => git.isAncestor(one, branch)));
    if (is.includes('yes')) {
      return true;
    }
  }

  return false;
}

async function isIgnored({ git }: Part, commits: readonly string[], globs: readonly string[]): Promise<boolean> {
  const each = await Promise.all(
    commits.map(async (commit) => {
      const before = (await git.resolve(`${commit}^1`))?.commit;
      const [all, ignored] = await Promise.all(
        before === undefined ? [] : [git.changedPaths(before, commit), git.changedPaths(before, commit, globs)],
      );
      return all !== undefined && all.length > 0 && all.length === ignored?.length;
    }),
  );
  return each.every((is) => is);
}
