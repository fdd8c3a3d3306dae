import type { ExportedRun } from '../../../src/review/export/export-run.js';
import type { RunPage } from '../../../src/review/export/story.js';
import type { RunEvent, StampedEvent } from '../../../src/run/events.js';
import { foldRun } from '../../../src/run/fold.js';
import { runFacts } from '../../../src/run/run-facts.js';
import { summarise } from '../../../src/run/summary.js';
import { answer, evidence, started } from '../../run/facts.js';

export const runId = '20261119T090000Z-7f3a1c22d0';

export interface FullRun {
  readonly run: ExportedRun;
  readonly page: RunPage;
  readonly events: readonly StampedEvent[];
}

/** A run in which everything happens that can; `text` stands in every field that may hold any. */
export function fullRun(text: string): FullRun {
  const events = eventsWith(text).map((event, seq) => ({
    seq,
    t: new Date(Date.parse('2026-11-19T09:00:00Z') + seq * 60_000).toISOString(),
    event,
  }));
  const folded = foldRun(events);
  const digest = summarise(folded, { run: runId, records: events.length, head: text, alive: false });
  const problem = { damaged: true, problem: text };
  return {
    events,
    run: { digest: { ...digest, to: text, from: text, handedTo: text }, facts: runFacts(events), ...problem },
    page: {
      run: folded,
      digest,
      records: [...events.map(({ t, seq, event }) => ({ t, seq, type: event.type, event })), foreign(text)],
      files: [text],
      warnings: [text],
      places: { evidence: () => text, output: () => text },
    },
  };
}

const foreign = (text: string) => ({ t: '2026-11-19T11:00:00.000Z', seq: 99, type: text });

const eventsWith = (text: string): readonly RunEvent[] => [
  {
    ...started,
    app: text,
    target: text,
    operator: { name: text, email: text, login: text, host: text },
    release: { commit: text, tree: text, subject: text },
    previous: { commit: text, sources: [text] },
    repos: { other: text },
    reason: text,
    tz: text,
  },
  { type: 'run.resume', operator: { name: text, email: text, login: text, host: text } },
  evidence('a', 'no-go', {
    check: text,
    summary: text,
    detail: [text],
    findings: [{ key: text, verdict: 'no-go', text, acked_by: text }],
    facets: [
      { name: text, verdict: 'no-go', summary: text, question: text, go: 'yes', override: 'reason', detail: [text] },
    ],
    sources: [{ cmd: text, rc: 1, ms: 5, tail: text }],
    file: text,
  }),
  evidence('never asked', 'go', { summary: text, detail: [text] }),
  answer('a', 'no-go', { check: text, facet: text, question: text, reason: text, by: text }),
  answer('a', 'go', {
    check: text,
    facet: text,
    question: text,
    how: 'override',
    by: text,
    reason: text,
    because: text,
    second: { by: text, how: 'named', verified: false },
    told: { [text]: text },
    follow_up: { question: text, answer: 'yes' },
    findings: [text],
  }),
  { type: 'acked', check: text, key: text, until: text, reason: text, by: text },
  { type: 'reopened', check: text, why: 'look-again' },
  answer('a', 'go', { check: text, question: text, how: 'override', reason: text, by: text }),
  { type: 'notice', notice: 'head-moved', text, from: text, to: text },
  { type: 'notice.kept', notice: 'head-moved', to: text, by: text },
  { type: 'lastlook', checks: [text], worse: [text], ms: 5 },
  { type: 'decision', go: true, commit: text, typed: text, by: text, answers: text },
  { type: 'deploy.start', commit: text, steps: [text], tty: true, out: text },
  { type: 'step.start', step: text, host: text, cmd: text },
  { type: 'step.end', step: text, host: text, ms: 5, error: text },
  { type: 'deploy.end', commit: text, outcome: 'ok', ms: 5, output: text },
  { type: 'watch.start', check: 'watch', for_ms: 5, every_ms: 5, fail: 2, by: text },
  { type: 'probe', check: text, name: text, host: text, from: 'ok', to: 'failing', text },
  { type: 'watch.excused', check: text, probes: [text], reason: text, by: text },
  {
    type: 'watch.end',
    check: 'watch',
    confirmed: false,
    healthy: false,
    watched_for: 5,
    handed_to: text,
    left_because: text,
    by: text,
    probes: [{ name: text, host: text, looks: 1, failures: 1 }],
  },
  { type: 'undo.start', steps: [text], by: text, out: text },
  { type: 'undo.end', outcome: 'ok', ms: 5 },
  { type: 'undo.left', by: text, handed_to: text, left_because: text },
  { type: 'snapshot.missed', host: text, why: text },
  { type: 'lock', what: 'taken', holder: text, reason: text },
  { type: 'halt', error: text },
  {
    type: 'run.end',
    outcome: 'rolled-back',
    exit: 13,
    confirmed: false,
    counts: { overrides: 1, byHand: 0, unknown: 0 },
    reason: text,
  },
  { type: 'note', text, by: text, email: text, incident: true },
];
