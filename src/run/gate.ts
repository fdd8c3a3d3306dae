import type { Standing } from './questions.js';
import type { Run } from './run.js';
import { passes } from './verdict.js';

/** Whether the deploy command may be started, as far as the run knows; with what stands in the way, in words. */
export type Gate = { readonly open: true } | { readonly open: false; readonly because: readonly string[] };

/**
 * The launch gate. Closed unless every item is settled with a verdict that passes, no notice is open, and the run is
 * still before its deploy. Unknown is never go: an item without evidence or answer closes it.
 * @param underWay ids of the items that are being gathered right now: what they were before counts no longer
 */
export function launchGate(
  run: Run,
  before: readonly Standing[],
  underWay: ReadonlySet<string> = new Set<string>(),
): Gate {
  const because = [
    ...run.notices.map((notice) => notice.text),
    ...before
      .filter((one) => !settledWell(one) || underWay.has(one.item.id))
      .map((one) => `${one.item.id}: ${underWay.has(one.item.id) ? beingGathered : inWords(one)}`),
    ...(run.phase === 'walking' || run.phase === 'decided' ? [] : [`this run is past its launch (${run.phase})`]),
    ...(before.length === 0 ? ['there is nothing to ask: a deploy without a single question is not a go'] : []),
  ];
  return because.length === 0 ? { open: true } : { open: false, because };
}

const beingGathered = 'still being gathered';

const settledWell = (one: Standing): boolean => one.state === 'settled' && passes(one.verdict);

const inWords = (one: Standing): string =>
  one.state === 'waiting' ? beingGathered : one.state === 'open' ? `${one.verdict}, not answered` : one.verdict;
