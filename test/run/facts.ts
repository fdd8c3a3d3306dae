import type { Verdict } from '../../src/checklist/model.js';
import type { Answered, EvidenceGathered, RunEvent, RunStarted } from '../../src/run/events.js';
import { foldRun } from '../../src/run/fold.js';
import type { PlannedItem } from '../../src/run/plan.js';
import type { Run } from '../../src/run/run.js';

/** A run as if these events had been recorded one second after the other, from 09:00:00Z on. */
export const runOf = (...events: readonly RunEvent[]): Run =>
  foldRun([started, ...events].map((event, seq) => ({ seq, t: new Date(startMs + seq * 1000).toISOString(), event })));

export const startMs = Date.parse('2026-11-19T09:00:00.000Z');

export const started: RunStarted = {
  type: 'run.start',
  app: 'shop',
  target: 'production',
  operator: { name: 'Ada L.', email: 'ada@x.test', login: 'ada', host: 'ops-1' },
  release: { commit: '3f2a91c'.padEnd(40, '0'), tree: 'd3d1b5c'.padEnd(40, '0'), subject: 'Round half a cent' },
  previous: { commit: '8c6783b'.padEnd(40, '0'), sources: ['ref'], at: '2026-11-16T09:00:00.000Z' },
  checklist: { sha256: 'c'.repeat(64), sources: [] },
  dryRun: false,
  clock: 'system',
  pinned: false,
  tz: 'UTC',
  tool: { version: '0.0.0', node: 'v20.19.0', git: '2.39.5' },
  prevSession: null,
};

/** An item that a machine gathers, unless `human`. */
export const item = (id: string, changes: Partial<PlannedItem> = {}): PlannedItem => ({
  id,
  kind: changes.human ? 'ask' : 'run',
  phase: 'before',
  question: `Is ${id} fine?`,
  go: 'yes',
  why: `${id} went wrong once.`,
  killer: false,
  level: 'block',
  unknown: 'ask',
  override: 'reason',
  human: false,
  alwaysAsks: false,
  timeoutMs: 1000,
  boundToCommit: true,
  alwaysLookAgain: false,
  ...changes,
});

export const evidence = (
  check: string,
  verdict: Verdict,
  changes: Partial<EvidenceGathered> = {},
): EvidenceGathered => ({
  type: 'evidence',
  check,
  verdict,
  summary: `${check} says ${verdict}`,
  detail: [],
  facts: {},
  findings: verdict === 'go' || verdict === 'n/a' ? [] : [{ key: `${check}:failed`, verdict, text: 'failed' }],
  facets: [],
  sources: [{ cmd: 'make test', rc: verdict === 'go' ? 0 : 1, ms: 100 }],
  at: '2026-11-19T09:00:00.000Z',
  ms: 100,
  ...changes,
});

/** A facet of an item's evidence, with a finding to go with it. */
export const facet = (name: string, verdict: Verdict) =>
  ({
    name,
    verdict,
    summary: `${name} says ${verdict}`,
    question: `Is ${name} fine?`,
    go: 'yes',
    override: 'reason',
  }) as const;

export const answer = (check: string, given: Answered['answer'], changes: Partial<Answered> = {}): Answered => ({
  type: 'answer',
  check,
  question: `Is ${check} fine?`,
  go_answer: 'yes',
  answer: given,
  how: 'human',
  by: 'Ada L.',
  seen: 'unknown',
  findings: [],
  ms_on_screen: 1000,
  ...changes,
});
