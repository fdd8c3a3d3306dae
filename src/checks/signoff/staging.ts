import type { RevisionSource, Target } from '../../checklist/model.js';
import { askRunning } from '../../world/revision/ask-running.js';
import type { Running } from '../../world/revision/running.js';
import type { GatherContext } from '../kind.js';
import type { SignoffOptions } from './options.js';

/** How to learn what runs where it is tried: as the item says, else as the target of that name does. */
export const stagingSources = (
  { revision, env }: Pick<SignoffOptions, 'revision' | 'env'>,
  { targets }: Pick<GatherContext['checklist'], 'targets'>,
): readonly RevisionSource[] => revision ?? targets.find(({ name }) => name === env)?.revision ?? [];

/** Everybody who can say what runs there is asked, all at the same time. None: nobody said how to ask. */
export async function askStaging(
  options: Pick<SignoffOptions, 'revision' | 'env'>,
  {
    checklist,
    world,
    timeoutMs,
    signal,
    progress,
  }: Pick<GatherContext, 'checklist' | 'world' | 'timeoutMs' | 'signal' | 'progress'>,
): Promise<readonly Running[]> {
  const sources = stagingSources(options, checklist);
  const target = { ...(checklist.targets.find(({ name }) => name === options.env) ?? nowhere), revision: sources };
  const refs = sources.filter((source) => 'ref' in source);
  const limits = { timeoutMs: Math.max(1000, timeoutMs - 5000), signal };
  const [running, named] = await Promise.all([
    askRunning({ ssh: world.ssh, target, ...limits, progress }),
    Promise.all(
      refs.map(async ({ ref }): Promise<Running> => {
        const commit = (await world.git.resolve(ref))?.commit;
        return commit === undefined ? { host: ref, error: 'no commit here has that name' } : { host: ref, commit };
      }),
    ),
  ]);
  return [...running, ...named];
}

const nowhere: Target = { name: '', hosts: [], runtimes: [], units: [], revision: [], second: 'named' };
