import { backAt, isBad, isDeployment, liveAt } from './attempt.js';
import type { CountedRun } from './counted-run.js';
import { createNumbers } from './numbers.js';
import type { Dora } from './stats.js';

type Judged = Pick<CountedRun, 'digest' | 'facts'>;

/** How long targets were not well after bad attempts. */
export interface Restores {
  /** A bad attempt whose end is looked for. */
  readonly addBad: (run: Judged) => void;
  /** A run that may have made its target well. */
  readonly addWell: (run: Judged) => void;
  /** Of one target, or of all of them. */
  readonly restore: (target?: string) => Dora['restore'];
}

export function createRestores(): Restores {
  const spans = new Map<string, { readonly from: number; readonly back: number | undefined }[]>();
  const wells = new Map<string, number[]>();
  return {
    addBad: (run) => {
      const from = liveAt(run);
      if (from !== undefined) {
        listIn(spans, run.digest.target).push({ from, back: backAt(run) });
      }
    },
    addWell: (run) => {
      const at = isDeployment(run) && !isBad(run) ? liveAt(run) : undefined;
      if (at !== undefined) {
        listIn(wells, run.digest.target).push(at);
      }
    },
    restore: (target) => {
      const durations = createNumbers();
      let open = 0;
      for (const [name, bad] of target === undefined ? spans : [[target, spans.get(target) ?? []] as const]) {
        const well = Float64Array.from(wells.get(name) ?? []).sort();
        for (const { from, back } of bad) {
          const next = firstAfter(well, from) ?? Number.POSITIVE_INFINITY;
          const end = back !== undefined && back >= from ? Math.min(back, next) : next;
          if (end === Number.POSITIVE_INFINITY) {
            open += 1;
          } else {
            durations.add(end - from);
          }
        }
      }
      return { ...durations.median(), open };
    },
  };
}

function listIn<Value>(lists: Map<string, Value[]>, name: string): Value[] {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  return list;
}

/** The smallest number beyond `from`. */
function firstAfter(sorted: Float64Array, from: number): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((sorted[middle] ?? 0) > from) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }

  return sorted[low];
}
