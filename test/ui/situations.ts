import type { Checklist } from '../../src/checklist/model.js';
import type { Progress } from '../../src/engine/gatherer.js';
import { noPastOverrides, type PastOverrides } from '../../src/engine/override-history.js';
import type { Situation } from '../../src/engine/session.js';
import { stageOf } from '../../src/engine/stage.js';
import type { RunEvent } from '../../src/run/events.js';
import type { Plan } from '../../src/run/plan.js';
import { standings } from '../../src/run/walk.js';
import { item, runOf, started } from '../run/facts.js';

export interface SituationParts {
  readonly plan: Plan;
  readonly events?: readonly RunEvent[];
  readonly people?: Checklist['people'];
  readonly progress?: Readonly<Record<string, Progress>>;
  readonly undo?: string;
  readonly pastReason?: string;
  readonly pastOverrides?: PastOverrides;
  readonly now?: string;
  readonly watch?: Situation['watch'];
  readonly probesBefore?: Situation['probesBefore'];
}

/** A situation as it comes out of a run with these events. */
export function situationOf({ plan, events = [], people = {}, progress = {}, ...parts }: SituationParts): Situation {
  const run = runOf(...events);
  const before = standings(run, plan, 'before');
  const after = standings(run, plan, 'after');
  const target = { name: 'production', hosts: [], runtimes: [], units: [], revision: [], second: 'named' } as const;
  return {
    id: '20261119T090000Z-7f3a7f3a7f',
    run,
    checklist: {
      app: 'shop',
      calendar: { workDays: ['mon', 'tue', 'wed', 'thu', 'fri'], holidays: [], freezes: [] },
      people,
      targets: [target],
      repos: {},
      lastDeploy: ['ref', 'log'],
      checks: [],
      deploy: { steps: [step], ...(parts.undo === undefined ? {} : { undo: parts.undo }) },
      after: [],
      sources: [],
    },
    target,
    operator: started.operator,
    plan,
    before,
    after,
    progress: new Map(Object.entries(progress)),
    young: new Set(),
    stage: stageOf(run, before, after),
    looking: false,
    message: undefined,
    now: parts.now ?? '2026-11-19T09:10:00.000Z',
    ...(parts.watch === undefined ? {} : { watch: parts.watch }),
    probesBefore: parts.probesBefore,
    pastReason: () => parts.pastReason,
    pastOverrides: () => parts.pastOverrides ?? noPastOverrides,
    today: () => '2026-11-19',
  };
}

const step = {
  name: 'deploy',
  run: 'make deploy',
  host: 'local',
  checks: [],
  tty: false,
  place: { file: 'shipit.yml', line: 1, col: 1 },
} as const;

/** A question that only a person can answer. */
export const human = (id: string, changes: Parameters<typeof item>[1] = {}) => item(id, { human: true, ...changes });
