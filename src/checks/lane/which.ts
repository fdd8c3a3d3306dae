import type { Checklist } from '../../checklist/model.js';
import type { GatherContext } from '../kind.js';

/** The regular way, or past it. */
export type Lane = 'train' | 'hotfix';

/**
 * In which lane this run is, by the item of that kind; waits for it while it is being gathered. `unknown`: it could not
 * say, or it waits itself for whoever asks. `none`: the checklist has no such item.
 */
export async function laneOf({
  checklist,
  evidenceOf,
}: Pick<GatherContext, 'evidenceOf'> & { readonly checklist: Pick<Checklist, 'checks'> }): Promise<
  Lane | 'unknown' | 'none'
> {
  const item = checklist.checks.find(({ kind, level }) => kind === 'lane' && level !== 'off');
  if (item === undefined) {
    return 'none';
  }

  const lane = (await evidenceOf?.(item.id))?.facts['lane'];
  return lane === 'train' || lane === 'hotfix' ? lane : 'unknown';
}
