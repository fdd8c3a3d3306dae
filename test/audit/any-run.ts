import type { Answered, EndOutcome, EvidenceGathered, How, RunEvent } from '../../src/run/events.js';
import { answer, evidence, facet } from '../run/facts.js';
import { started } from './events.js';

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What nobody should ever see as it is, in any field that comes from outside. */
const hostile: readonly string[] = [
  '',
  ' ',
  'plain words',
  'Ağrı 🚀 👩‍🚀 日本',
  '\u001b[2J\u001b[31mred',
  '\u001b]0;title\u0007\u001b]8;;http://x.test\u0007link\u001b]8;;\u0007',
  '\u009b31m\u0090q\u009c',
  '\u202etxt.exe\u2066\u200b\ufeff',
  'two\r\nlines\u2028three\u2029four\u0085',
  '\u0000\u0001\u007f\b\b\b',
  '\ud800lone\udfff',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '=cmd|"/c calc"!A1',
  '`rm -rf /` $(id) \'"\\',
  '{"prev":"0","type":"run.end"}',
  '__proto__',
  'constructor',
  'x'.repeat(3000),
  '\u0301'.repeat(500),
  '../../../etc/passwd',
];

/** The events of one valid run, drawn at random: whatever is text may be hostile. */
export function anyRun(random: () => number): readonly RunEvent[] {
  const one = <Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  const maybe = <Value extends object>(value: Value): Value | object => (random() < 0.5 ? value : {});
  const text = (): string => (random() < 0.3 ? `${one(hostile)}${one(hostile)}` : one(hostile));
  const many = <Value>(most: number, make: () => Value): readonly Value[] =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, make);
  const commit = (): string => Array.from({ length: 40 }, () => Math.floor(random() * 16).toString(16)).join('');
  const ms = (): number => Math.floor(random() ** 4 * 1e9);
  const instant = (): string => new Date(1.7e12 + Math.floor(random() * 1e11)).toISOString();
  const id = (): string => one(['tests', 'sky', 'window', 'last-deploy', '__proto__', 'constructor', text()]);
  const verdict = (): EvidenceGathered['verdict'] => one(['go', 'warn', 'no-go', 'unknown', 'n/a']);

  const gathered = (): RunEvent =>
    evidence(id(), verdict(), {
      summary: text(),
      detail: many(4, text),
      facts: one([
        {},
        { run: text(), rehearsal: text() },
        { committed: { commits: ms(), oldest: instant(), median: instant(), newest: instant() } },
        { committed: { commits: 2, oldest: text(), median: text(), newest: text() } },
        { committed: text() },
      ]),
      findings: many(3, () => ({ key: text(), verdict: verdict(), text: text(), ...maybe({ acked_by: text() }) })),
      facets: many(2, () => ({ ...facet(text(), verdict()), summary: text(), ...maybe({ human: true as const }) })),
      sources: many(2, () => ({ cmd: text(), rc: 1, ms: ms(), tail: text() })),
      ms: ms(),
    });
  const answered = (): RunEvent =>
    answer(id(), one<Answered['answer']>(['go', 'no-go', 'n/a', 'stop']), {
      ...maybe({ facet: text() || 'green' }),
      ...maybe({ reason: text() }),
      ...maybe({ second: { by: text(), how: 'named' as const, verified: false } }),
      ...maybe({ told: { [text()]: text() } }),
      question: text(),
      how: one<How>(['auto', 'accepted-warning', 'by-hand', 'human', 'override']),
      by: text(),
      findings: many(3, text),
      ms_on_screen: ms(),
    });
  const onTheWay = (): RunEvent =>
    one<() => RunEvent>([
      gathered,
      gathered,
      answered,
      answered,
      answered,
      () => ({ type: 'reopened', check: id(), why: 'expired' }),
      () => ({ type: 'notice', notice: 'head-moved', text: text(), from: text(), to: text() }),
      () => ({ type: 'notice.kept', notice: 'head-moved', to: text(), by: text() }),
      () => ({ type: 'acked', check: id(), key: text(), until: text(), reason: text(), by: text() }),
      () => ({ type: 'lastlook', checks: many(3, id), worse: many(2, id), ms: ms() }),
      () => ({ type: 'pause', by: text() }),
      () => ({ type: 'interrupted', signal: text() }),
      () => ({ type: 'clock', jumpMs: ms() }),
      () => ({ type: 'lock', what: 'taken', holder: text(), reason: text() }),
      () => ({ type: 'previous', previous: null, said: many(2, () => ({ from: text(), error: text() })) }),
      () => ({ type: 'run.resume', operator: { name: text(), email: text(), login: text(), host: text() } }),
    ])();
  const launched = (): readonly RunEvent[] => [
    { type: 'decision', go: true, commit: commit(), typed: text(), by: text(), answers: 'a'.repeat(64) },
    { type: 'deploy.start', commit: commit(), steps: many(3, text), tty: false, out: text() },
    ...many(2, (): RunEvent => ({ type: 'step.start', step: text(), host: text(), cmd: text() })),
    ...many(2, (): RunEvent => ({ type: 'step.end', step: text(), host: text(), rc: 1, ms: ms(), error: text() })),
    one<RunEvent>([
      { type: 'deploy.end', commit: commit(), outcome: 'ok', ms: ms() },
      { type: 'deploy.end', commit: commit(), outcome: 'failed', ms: ms() },
      { type: 'deploy-unknown', reason: text() },
    ]),
    ...(random() < 0.3 ? watched() : []),
    ...(random() < 0.3 ? undone() : []),
  ];
  const watched = (): readonly RunEvent[] => [
    { type: 'watch.start', check: id(), for_ms: ms(), every_ms: ms(), fail: 3, by: text() },
    { type: 'probe', check: id(), name: text(), host: text(), from: 'ok', to: 'failing', text: text() },
    { type: 'watch.ask', check: id(), facet: text() },
    { type: 'watch.excused', check: id(), probes: many(2, text), reason: text(), by: text() },
    {
      ...{ type: 'watch.end', check: id(), confirmed: random() < 0.5, healthy: false, watched_for: ms(), by: text() },
      probes: many(2, () => ({ name: text(), host: text(), looks: 3, failures: 1 })),
      ...maybe({ handed_to: text() }),
      ...maybe({ left_because: text() }),
    } as RunEvent,
  ];
  const undone = (): readonly RunEvent[] => [
    { type: 'undo.start', steps: many(2, text), by: text(), out: text() },
    ...(random() < 0.8 ? [{ type: 'undo.end', outcome: one(['ok', 'failed']), ms: ms() } as RunEvent] : []),
    ...(random() < 0.3
      ? [
          {
            type: 'undo.checked',
            outcome: 'not-back',
            said: [{ from: text(), is: 'release', why: text() }],
          } as RunEvent,
        ]
      : []),
  ];
  const ended = (): readonly RunEvent[] => [
    {
      type: 'run.end',
      outcome: one<EndOutcome>(['deployed', 'unconfirmed', 'failed', 'rolled-back', 'stopped', 'unknown', 'dry-run']),
      exit: 0,
      confirmed: random() < 0.5,
      counts: { overrides: 0, byHand: 0, unknown: 0 },
      ...maybe({ reason: text() }),
    },
    ...many(2, (): RunEvent => ({ type: 'note', text: text(), by: text(), ...maybe({ incident: true as const }) })),
  ];
  return [
    started({
      app: text(),
      target: text(),
      operator: { name: text(), email: text(), login: text(), host: text() },
      release: { commit: commit(), tree: commit(), subject: text() },
      previous: one([null, { commit: commit(), sources: many(3, text) }]),
      checklist: { sha256: 'none', sources: many(2, () => ({ file: text(), path: text(), sha256: 'c'.repeat(64) })) },
      dryRun: random() < 0.1,
      ...maybe({ reason: text() }),
      ...maybe({ repos: { [text()]: commit() } }),
    }),
    ...many(8, onTheWay),
    ...(random() < 0.6 ? launched() : []),
    ...(random() < 0.9 ? ended() : []),
  ];
}
