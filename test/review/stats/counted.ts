import { createStats } from '../../../src/review/stats/collect.js';
import type { CountedRun } from '../../../src/review/stats/counted-run.js';
import type { Stats } from '../../../src/review/stats/stats.js';
import type { AnswerFacts, ItemFacts, RunFacts } from '../../../src/run/run-facts.js';
import type { Outcome, RunDigest } from '../../../src/run/summary.js';

/** What a test says about a run; times without a date are on Thursday, 19 November 2026, UTC. */
export interface Sketch {
  readonly outcome?: Outcome;
  readonly target?: string;
  readonly operator?: string;
  readonly started?: string;
  readonly launched?: string;
  readonly deployed?: string;
  readonly ended?: string;
  readonly undone?: string;
  readonly rollBack?: RunDigest['rollBack'];
  readonly committed?: string;
  readonly overrides?: number;
  readonly incident?: string;
  readonly items?: readonly ItemFacts[];
  readonly damaged?: boolean;
}

/** A run that began at 09:00 and was deployed at 09:10, unless it says something else. */
export function counted(sketch: Sketch = {}): CountedRun {
  const { outcome = 'deployed', damaged = false, rollBack, committed } = sketch;
  const started = at(sketch.started ?? '09:00');
  const launches = ['deployed', 'unconfirmed', 'failed', 'rolled-back', 'unknown'].includes(outcome);
  const deployed = sketch.deployed ?? (launches && outcome !== 'unknown' ? '09:10' : undefined);
  return {
    damaged,
    digest: {
      schema: 1,
      run: `${started.slice(0, 19).replaceAll(/[-:]/gu, '')}Z-${(nextId++).toString(16).padStart(10, '0')}`,
      app: 'shop',
      target: sketch.target ?? 'production',
      operator: sketch.operator ?? 'Ada L.',
      started,
      ended: sketch.ended === undefined ? null : at(sketch.ended),
      from: null,
      to: '3'.repeat(40),
      outcome,
      overrides: sketch.overrides ?? 0,
      records: 3,
      head: '0'.repeat(64),
      overridden: [],
      ...(deployed === undefined ? {} : { deployedAt: at(deployed) }),
      ...(rollBack === undefined ? {} : { rollBack }),
      ...(sketch.incident === undefined ? {} : { notes: 1, incidents: 1 }),
    },
    facts: {
      subject: 'Round half a cent',
      items: sketch.items ?? [],
      notes:
        sketch.incident === undefined ? [] : [{ t: at('12:00'), by: 'Bob', text: sketch.incident, incident: true }],
      ...(launches ? { deployStarted: at(sketch.launched ?? sketch.started ?? '09:05') } : {}),
      ...(sketch.undone === undefined ? {} : { undone: at(sketch.undone) }),
      ...(committed === undefined ? {} : { committed: commitsAt(at(committed)) }),
    },
  };
}

let nextId = 0x7f3a000000;

const at = (time: string): string => (time.length > 5 ? time : `2026-11-19T${time}:00.000Z`);

const commitsAt = (median: string): NonNullable<RunFacts['committed']> => ({
  commits: 3,
  oldest: median,
  median,
  newest: median,
});

/** An item as its run knows it, and the answers that were given. */
export const item = (id: string, worst: ItemFacts['worst'], ...answers: readonly AnswerFacts[]): ItemFacts => ({
  id,
  worst,
  answers,
});

export const said = (
  answer: AnswerFacts['answer'],
  how: AnswerFacts['how'] = 'human',
  more: Partial<AnswerFacts> = {},
): AnswerFacts => ({ answer, how, ms: how === 'auto' ? 0 : 5000, ...more });

export const now = new Date('2026-11-20T09:00:00Z');

export function statsOf(
  runs: readonly CountedRun[],
  options: Partial<Parameters<typeof createStats>[0]> = {},
  context: readonly CountedRun[] = [],
): Stats {
  const collector = createStats({ tz: 'UTC', now, ...options });
  for (const run of runs) {
    collector.add(run);
  }
  for (const run of context) {
    collector.addContext(run);
  }
  return collector.stats();
}
