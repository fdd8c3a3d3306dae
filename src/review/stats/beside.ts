import { reservedIds } from '../../checklist/reserved.js';
import type { ItemFacts } from '../../run/run-facts.js';
import { isAttempt, isBad } from './attempt.js';
import type { CountedRun } from './counted-run.js';
import { noStandings, standingOf } from './standing.js';
import type { Besides, ItemBeside, Standing } from './stats.js';

/** What stood beside bad attempts, and beside the others. */
export interface BesideCounter {
  readonly add: (run: CountedRun) => void;
  readonly beside: () => readonly ItemBeside[];
  /** Items that runs to this target are asked, before the deploy. */
  readonly itemsOf: (target: string) => Iterable<string>;
}

export function createBeside(): BesideCounter {
  const targets = new Map<string, TargetTally>();
  return {
    add: (run) => {
      const tally = targets.get(run.digest.target) ?? { bad: 0, good: 0, items: new Map() };
      targets.set(run.digest.target, tally);
      const side = !isAttempt(run) ? undefined : isBad(run) ? 'bad' : 'good';
      for (const item of run.facts.items.filter(couldStop)) {
        const counted = tally.items.get(item.id) ?? { bad: noStandings(), good: noStandings() };
        tally.items.set(item.id, counted);
        if (side !== undefined) {
          counted[side][standingOf(item)] += 1;
        }
      }
      if (side !== undefined) {
        tally[side] += 1;
      }
    },
    beside: () => merged([...targets.values()]),
    itemsOf: (target) => targets.get(target)?.items.keys() ?? [],
  };
}

/** Not what is asked after the deploy, and not what shipit asks by itself when there is a reason. */
export const couldStop = ({ id, after }: ItemFacts): boolean => after !== true && !reservedIds.includes(id);

type Sides = Record<'bad' | 'good', Record<Standing, number>>;

interface TargetTally extends Record<'bad' | 'good', number> {
  readonly items: Map<string, Sides>;
}

function merged(targets: readonly TargetTally[]): readonly ItemBeside[] {
  const ids = new Set(targets.flatMap(({ items }) => [...items.keys()]));
  return [...ids]
    .map((id) => ({ id, bad: sideOf('bad', id, targets), good: sideOf('good', id, targets) }))
    .sort(worstFirst);
}

function sideOf(side: 'bad' | 'good', id: string, targets: readonly TargetTally[]): Besides {
  const sum = { attempts: 0, standings: noStandings() };
  for (const { items, ...counts } of targets) {
    const found = items.get(id)?.[side];
    if (found !== undefined) {
      sum.attempts += counts[side];
      let present = 0;
      for (const [standing, count] of Object.entries(found)) {
        sum.standings[standing as Standing] += count;
        present += count;
      }
      sum.standings.absent += counts[side] - present;
    }
  }

  return sum;
}

/** By what might have mattered, in that order; then by name. */
function worstFirst(a: ItemBeside, b: ItemBeside): number {
  for (const standing of ['overridden', 'by-hand', 'accepted-warning', 'absent', 'n/a'] as const) {
    const difference = b.bad.standings[standing] - a.bad.standings[standing];
    if (difference !== 0) {
      return difference;
    }
  }

  return a.id < b.id ? -1 : 1;
}
