import { expect, test } from 'vitest';
import { renderRun } from '../../src/review/show.js';
import type { RunEvent } from '../../src/run/events.js';
import { foldRun } from '../../src/run/fold.js';
import { summarise } from '../../src/run/summary.js';
import { width } from '../../src/text/width.js';
import { started } from '../audit/events.js';

const second = (n: number): string => new Date(Date.parse('2026-11-19T08:42:00.000Z') + n * 1000).toISOString();

interface Change {
  readonly columns?: number;
  readonly piped?: boolean;
  readonly color?: boolean;
  readonly warnings?: readonly string[];
  readonly damaged?: boolean;
}

/** One event a second, shown at a given width. */
function show(events: readonly RunEvent[], change: Change = {}): string {
  const stamped = events.map((event, seq) => ({ seq, t: second(seq), event }));
  const run = foldRun(stamped);
  return renderRun({
    run,
    digest: summarise(run, {
      run: '20261119T084200Z-7f3a1c22d0',
      records: events.length,
      head: 'f'.repeat(64),
      alive: false,
    }),
    records: stamped.map(({ seq, t, event }) => ({ seq, t, type: event.type, event })),
    files: ['/state/runs/2026/11/20261119T084200Z-7f3a1c22d0.001.jsonl'],
    warnings: [],
    places: { evidence: (sha256) => `/state/evidence/${sha256}.txt`, output: (out) => `/state/${out}` },
    tz: 'Europe/Istanbul',
    now: new Date('2026-11-20T10:00:00Z'),
    color: false,
    columns: 120,
    ...change,
  }).join('\n');
}

const evidence: RunEvent = {
  type: 'evidence',
  check: 'tests',
  verdict: 'no-go',
  summary: '2 failed, 410 passed',
  detail: [],
  facts: {},
  findings: [{ key: 'tests:cart', verdict: 'no-go', text: 'cart › rounds half a cent' }],
  facets: [],
  sources: [],
  at: second(0),
  ms: 5,
  file: 'a'.repeat(64),
};

const override: RunEvent = {
  type: 'answer',
  check: 'tests',
  question: 'Are the tests green for 3f2a91c?',
  go_answer: 'yes',
  answer: 'go',
  how: 'override',
  by: 'Ada L.',
  reason: 'the two failures are in the test itself',
  second: { by: 'Bob', how: 'named', verified: false },
  seen: 'no-go',
  findings: ['tests:cart'],
  ms_on_screen: 72_000,
};

test('a run is told from its start to its end, with where everything is kept', () => {
  expect(
    show([
      started({ reason: 'train 47' }),
      evidence,
      override,
      { type: 'decision', go: true, commit: 'c', typed: 'production 3f2a91c', by: 'Ada L.', answers: 'x' },
      { type: 'deploy.start', commit: '3f2a91c0', steps: ['deploy'], tty: false, out: 'runs/2026/11/x.out' },
      { type: 'step.start', step: 'deploy', host: 'here', cmd: 'make deploy' },
      { type: 'step.end', step: 'deploy', host: 'here', rc: 0, ms: 61_000 },
      { type: 'deploy.end', commit: '3f2a91c0', outcome: 'ok', ms: 61_000, output: 'b'.repeat(64), bytes: 9 },
      {
        type: 'run.end',
        outcome: 'deployed',
        exit: 0,
        confirmed: true,
        counts: { overrides: 1, byHand: 0, unknown: 0 },
      },
    ]),
  ).toBe(`Run 20261119T084200Z-7f3a1c22d0  shop → production  deployed, confirmed after 1 s
  Operator    Ada L. <ada@example.com>, ada on ops-1
  Release     3f2a91c  Round half a cent
  Previous    8c6783b  known from log
  Started     Thu 19 Nov 2026 11:42:00 Europe/Istanbul
  Ended       Thu 19 Nov 2026 11:42:08
  Checklist   shipit.yml
  Written by  shipit 0.1.0, node 20.19.0
  Log         /state/runs/2026/11/20261119T084200Z-7f3a1c22d0.001.jsonl
  Head        ${'f'.repeat(64)}

Thu 19 Nov 2026
11:42:00  run       started by Ada L.
                    Reason: train 47
11:42:01  tests     NO-GO  2 failed, 410 passed
                    NO-GO tests:cart: cart › rounds half a cent
                    Full text: /state/evidence/${'a'.repeat(64)}.txt
11:42:02  tests     answered GO by Ada L. (override)
                    "Are the tests green for 3f2a91c?"
                    Reason: the two failures are in the test itself
                    Second person: Bob (named, not verified)
                    What go means here: Yes, they are
                    On screen for 1 m 12 s, as no-go.
11:42:03  decision  GO by Ada L., who typed "production 3f2a91c"
11:42:04  deploy    started for 3f2a91c: deploy
                    Output: /state/runs/2026/11/x.out
11:42:05  step      deploy on here: make deploy
11:42:06  step      deploy ended with exit 0 after 1 m 1 s
11:42:07  deploy    ended well after 1 m 1 s
                    Output SHA-256: ${'b'.repeat(64)}
11:42:08  run       ended: deployed, confirmed (exit 0)`);
});

const others: readonly (readonly [RunEvent, string])[] = [
  [{ type: 'run.resume', operator: started().operator }, 'taken up again by Ada L.'],
  [{ type: 'reopened', check: 'tests', why: 'expired' }, 'answer grew too old: asked again'],
  [{ type: 'reopened', check: 'servers', facet: 'disk', why: 'look-again' }, 'servers/disk  answer taken back'],
  [{ type: 'notice', notice: 'head-moved', text: 'HEAD moved', from: 'a', to: 'b' }, 'notice  HEAD moved'],
  [{ type: 'notice.kept', notice: 'head-moved', to: 'b', by: 'Ada L.' }, 'Ada L. went on as before'],
  [
    { type: 'restart', why: 'head-moved', release: started().release, previous: null, keeps: ['ask'], by: 'Ada L.' },
    'started over by Ada L. for 3f2a91c',
  ],
  [{ type: 'lastlook', checks: ['a', 'b'], worse: [], ms: 1 }, '2 checks looked at again (a, b), none worse'],
  [{ type: 'lastlook', checks: ['a', 'b'], worse: ['b'], ms: 1 }, 'worse now: b'],
  [{ type: 'step.end', step: 's', host: 'h', signal: 'SIGKILL', ms: 1 }, 's ended with signal SIGKILL'],
  [{ type: 'step.end', step: 's', host: 'h', timedOut: true, ms: 1 }, 's ended with a time-out'],
  [{ type: 'step.end', step: 's', host: 'h', error: 'not found', ms: 1 }, 's ended with not found'],
  [{ type: 'deploy.end', commit: 'c', outcome: 'failed', ms: 0 }, 'failed after 0 s'],
  [{ type: 'deploy-unknown', reason: 'the runner was killed' }, 'nobody saw it end: the runner was killed'],
  [{ type: 'deploy.judged', outcome: 'ok', by: 'Ada L.', reason: 'it is live' }, 'judged ok by Ada L.: it is live'],
  [{ type: 'undo.start', steps: ['undo'], by: 'Ada L.', out: 'x.undo.out' }, 'Output: /state/x.undo.out'],
  [{ type: 'undo.end', outcome: 'stopped', ms: 0 }, 'undo  was stopped after 0 s'],
  [{ type: 'interrupted', signal: 'SIGHUP' }, 'ended by SIGHUP: it can be resumed'],
  [{ type: 'pause', by: 'Ada L.' }, 'paused by Ada L.'],
  [{ type: 'halt', error: 'ENOSPC' }, 'stopped: the audit log could not be written (ENOSPC)'],
  [{ type: 'clock', jumpMs: -10_800_000 }, 'the wall clock jumped by 3 h'],
  [{ type: 'lock', what: 'broken', holder: 'Bob', reason: 'he is on leave' }, 'broken (Bob)'],
];

test.each(others)('%j is told', (event, text) => {
  expect(show([started(), event])).toContain(text);
});

test('where no terminal shows it, a path stays whole however long it is', () => {
  const page = show([started(), evidence, override], { columns: 44, piped: true });
  expect(page).toMatch(/^ {2}Log .*\/state\/runs\/2026\/11\/20261119T084200Z-7f3a1c22d0\.001\.jsonl$/m);
});

test('on a narrow terminal everything is wrapped, and stays behind its margin', () => {
  const lines = show([started(), evidence, override], { columns: 44 }).split('\n').slice(1);
  for (const line of lines) {
    expect(width(line)).toBeLessThanOrEqual(44);
  }
});

test('what was found again as it was does not stand there twice', () => {
  const green = { ...evidence, detail: ['410 passed in 9 s'] };
  const page = show([started(), green, { ...green, lastLook: true }, evidence]);
  expect(page.match(/410 passed in 9 s|Its lines stand above\./g)).toEqual([
    '410 passed in 9 s',
    'Its lines stand above.',
  ]);
});

test('damage is said at the top, and what is told is told as far as it can be read', () => {
  expect(show([started()], { damaged: true, warnings: ['DAMAGED: file:3 is not JSON'] })).toMatch(
    /^Run \S+ {2}shop → production {2}as far as it can be read: broken off\nDAMAGED: file:3 is not JSON\n {2}Operator/,
  );
});

test('of a run that cannot be read only what is known is shown', () => {
  expect(show([], { damaged: true, warnings: ['DAMAGED: file:1 is not JSON'] })).toMatch(
    /^Run 20261119T084200Z-7f3a1c22d0\nDAMAGED: file:1 is not JSON\n {2}Started .*\n {2}Log .*\n$/,
  );
});

test('evidence is shown with its details, as many as can be read in passing, once each', () => {
  const facet = { name: 'f', verdict: 'no-go', summary: 's', question: 'q', go: 'yes', override: 'reason' } as const;
  const page = show([
    started(),
    {
      ...evidence,
      detail: ['', ...Array.from({ length: 12 }, (_, n) => `commit ${n}`), 'x'.repeat(9000)],
      facets: [{ ...facet, detail: ['of the facet', 'commit 0'] }],
      sources: [{ cmd: './image.sh', rc: 1, ms: 5, tail: 'no image' }],
    },
  ]);
  expect(page).toMatch(/of the facet\n +commit 0\n +commit 1\n/);
  expect(page).toMatch(/commit 10\n +… and 3 more, in --markdown or the browser$/);
  expect(show([started(), { ...evidence, sources: [{ cmd: './image.sh', rc: 1, ms: 5, tail: 'no image' }] }])).toMatch(
    /\n +no image$/,
  );
});

test('colour changes no word', () => {
  const plain = show([started(), evidence, override]);
  expect(show([started(), evidence, override], { color: true }).replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
});

test('nothing that stands in the log can steer the terminal', () => {
  const evil = '\u001b]0;title\u0007\u202e\r\u009b2J\nx';
  const start = started();
  const shown = show([
    { ...start, app: evil, target: evil, reason: evil, operator: { ...start.operator, name: evil, email: evil } },
    { ...evidence, check: evil, summary: evil, findings: [{ key: evil, verdict: 'no-go', text: evil }], file: evil },
    { ...override, question: evil, reason: evil, by: evil, second: { by: evil, how: 'named', verified: false } },
    { type: 'deploy.start', commit: evil, steps: [evil], tty: true, out: evil },
    { type: 'step.start', step: evil, host: evil, cmd: evil },
    { type: 'step.end', step: evil, host: evil, error: evil, ms: 1 },
    { type: 'lock', what: 'taken', holder: evil, reason: evil },
  ]);
  expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
