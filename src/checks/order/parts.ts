import { readRepos } from '../../world/repos.js';
import type { GatherContext } from '../kind.js';
import { sincePrevious } from '../since-previous.js';
import { liveOf } from './live.js';
import type { Broken, Live, Part } from './model.js';

/** The main repository first, then the others in the order of the checklist. */
export interface Parts {
  readonly parts: readonly Part[];
  readonly broken: readonly Broken[];
}

/**
 * Reads every repository of the run: what goes out, what runs, and what lies between.
 * @param keys of what commits need: where nothing runs, only commits with one of these words are read
 */
export async function readParts(context: GatherContext, keys: readonly string[]): Promise<Parts> {
  const { checklist, world } = context;
  const [main, others] = await Promise.all([
    mainPart(context, keys),
    readRepos(world.root, checklist.repos, world.commands),
  ]);
  const parts = await Promise.all(
    Object.entries(others).map(async ([name, repo]) => {
      const written = checklist.repos[name];
      if (!repo.known || written === undefined) {
        return { name, why: repo.known ? 'it is not in the checklist' : repo.why };
      }

      const { git, head } = repo;
      const commit = context.repos?.[name] ?? head.commit;
      const live = await liveOf(name, written, git, context);
      const moved = head.commit === commit ? {} : { movedTo: head.commit };
      return partOf({ name, git, commit, live, ...moved }, keys);
    }),
  );
  return {
    parts: [main, ...parts.filter((part): part is Part => 'git' in part)],
    broken: parts.filter((part): part is Broken => 'why' in part),
  };
}

async function mainPart(context: GatherContext, keys: readonly string[]): Promise<Part> {
  const { base, first, doubt } = await sincePrevious(context);
  const live: Live =
    doubt !== undefined
      ? { state: 'unknown', why: doubt.replace(/^what runs now is unknown: /, '') }
      : base === undefined || first
        ? { state: 'nothing', why: 'first deploy' }
        : { state: 'runs', commit: base };
  const { checklist, release, world } = context;
  return partOf({ name: checklist.app, git: world.git, commit: release.commit, live }, keys);
}

async function partOf(part: Omit<Part, 'range'>, keys: readonly string[]): Promise<Part> {
  const { git, commit, live } = part;
  if (live.state === 'unknown') {
    return { ...part, range: { known: false, why: `what runs of ${part.name} is unknown: ${live.why}` } };
  }

  const read = await (live.state === 'nothing'
    ? git.commitsSaying(commit, keys)
    : git.commitsBetween(live.commit, commit));
  return !read.known
    ? { ...part, range: { known: false, why: `the commits of ${part.name} cannot be read: ${read.why}` } }
    : live.state === 'nothing'
      ? { ...part, range: { known: true, commits: [] }, mayNeed: read.value }
      : { ...part, range: { known: true, commits: read.value } };
}
