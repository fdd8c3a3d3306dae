import { expect, test } from 'vitest';
import { nextStep, ownerWords, standOf, standWords, type UnfinishedRun } from '../../src/review/stand.js';
import type { RunEvent } from '../../src/run/events.js';
import { answer, runOf, startMs } from '../run/facts.js';

const id = '20261119T090000Z-7f3a1c22d0';
const now = new Date(startMs + 125_000);
const here = { pid: 123, host: 'ops-1', alive: true } as const;
const elsewhere = { pid: 123, host: 'web-9', alive: 'other-host' } as const;
const gone = { pid: 123, host: 'ops-1', alive: false } as const;

const deployed: RunEvent = { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' };
const step: RunEvent = { type: 'step.start', step: 'migrate', host: 'local', cmd: 'make' };
const ended = (outcome: 'ok' | 'failed' | 'stopped'): RunEvent => ({ type: 'deploy.end', commit: 'c', outcome, ms: 1 });
const unseen: RunEvent = { type: 'deploy-unknown', reason: 'the process that ran it ended without a word' };
const undo: RunEvent = { type: 'undo.start', steps: ['deploy'], by: 'Ada L.', out: 'x.undo.out' };
const decision: RunEvent = { type: 'decision', go: true, commit: 'c', typed: 't', by: 'Ada L.', answers: '' };
const left = (outcome: 'unconfirmed' | 'unknown'): RunEvent => ({
  type: 'run.end',
  outcome,
  exit: 14,
  confirmed: false,
  counts: { overrides: 0, byHand: 0, unknown: 0 },
});
const handed: RunEvent = {
  type: 'watch.end',
  check: 'watch',
  confirmed: false,
  healthy: false,
  watched_for: 1,
  handed_to: 'Bob',
  by: 'Ada L.',
  probes: [],
};

const progress = { settled: 3, of: 9, next: 'tests' };

const found = (events: readonly RunEvent[], change: Partial<UnfinishedRun>): UnfinishedRun => ({
  id,
  run: runOf(...events),
  lastAt: now.toISOString(),
  damaged: false,
  ...change,
});

test.each<[string, readonly RunEvent[], Partial<UnfinishedRun>, string, string, string]>([
  [
    'a process walks it',
    [],
    { owner: here, progress },
    'open',
    '3 of 9 settled, next: tests',
    'go on there, or end it',
  ],
  [
    'somebody walks it on another host',
    [],
    { owner: elsewhere, progress },
    'open',
    '3 of 9 settled, next: tests',
    'go on there, on web-9',
  ],
  [
    'it was paused',
    [{ type: 'pause', by: 'Ada L.' }],
    { progress },
    'paused',
    'paused: 3 of 9 settled, next: tests',
    `go on: shipit resume ${id}`,
  ],
  [
    'everything is answered',
    [{ type: 'pause', by: 'Ada L.' }],
    { progress: { settled: 9, of: 9 } },
    'paused',
    'paused: all 9 settled, ready to launch',
    `go on: shipit resume ${id}`,
  ],
  [
    'its process was killed, and its checklist cannot be read',
    [answer('sky', 'go')],
    { owner: gone },
    'interrupted',
    'broken off: 1 answer on record',
    `go on: shipit resume ${id}`,
  ],
  ['it was decided, and a runner has it', [decision], { owner: here }, 'deploying', 'being launched', 'follow it'],
  ['it was decided, and nobody runs it', [decision], { owner: gone, progress }, 'interrupted', 'broken off', 'go on'],
  [
    'a runner deploys',
    [deployed, step],
    { owner: here },
    'deploying',
    'deploying since 2 m 4 s, step migrate, pid 123',
    `follow it: shipit resume ${id}`,
  ],
  [
    'it deploys on a terminal of its own',
    [{ ...deployed, tty: true } as RunEvent],
    { owner: here },
    'deploying',
    'deploying since 2 m 4 s, pid 123',
    'wait for it there',
  ],
  [
    'its runner was killed',
    [deployed, step],
    { owner: gone },
    'lost',
    'nobody saw the deploy end',
    `say what became of it: shipit resume ${id}`,
  ],
  [
    'its runner was killed, and the command goes on',
    [deployed, step],
    { owner: gone, leftRunning: 77 },
    'lost',
    'nobody saw the deploy end; its command still runs as pid 77',
    `wait for it to end, then say what became of it: shipit resume ${id}`,
  ],
  [
    'somebody left a deploy that nobody saw end',
    [deployed, unseen, left('unknown')],
    {},
    'lost',
    'nobody saw the deploy end',
    'say what became of it',
  ],
  [
    'it is deployed, and somebody looks',
    [deployed, ended('ok')],
    { owner: here },
    'watched',
    'deployed 2 min ago, not confirmed yet',
    'go on there, or end it',
  ],
  [
    'it is deployed, and nobody looked',
    [deployed, ended('ok'), left('unconfirmed')],
    {},
    'unconfirmed',
    'deployed 2 min ago, never confirmed',
    `say whether it works: shipit resume ${id}`,
  ],
  [
    'it was handed over',
    [deployed, ended('ok'), handed, left('unconfirmed')],
    {},
    'unconfirmed',
    'never confirmed, handed to Bob',
    'say whether it works',
  ],
  ['it failed', [deployed, ended('failed')], { owner: gone }, 'failed', 'the deploy failed', 'roll back, or try again'],
  ['it was stopped', [deployed, ended('stopped')], {}, 'failed', 'the deploy was stopped on the way', 'roll back'],
  [
    'it failed, and is tried again',
    [deployed, ended('failed'), decision],
    { owner: here },
    'deploying',
    'being launched',
    'follow it',
  ],
  [
    'it is being rolled back',
    [deployed, ended('failed'), undo],
    { owner: here },
    'rolling-back',
    'rolling back since 2 m 2 s',
    'follow it',
  ],
  [
    'nobody saw its roll-back end',
    [deployed, ended('failed'), undo],
    {},
    'lost',
    'nobody saw the roll-back end',
    'say',
  ],
  [
    'its roll-back failed',
    [deployed, ended('failed'), undo, { type: 'undo.end', outcome: 'failed', ms: 1 }],
    {},
    'failed',
    'the roll-back failed',
    'roll back, or try again',
  ],
  ['its log was changed', [deployed], { damaged: true }, 'damaged', 'DAMAGED', `shipit log verify ${id}`],
])('%s', (_name, events, change, stand, words, next) => {
  const one = found(events, change);
  expect(standOf(one)).toBe(stand);
  expect(standWords(one, now)).toContain(words);
  expect(nextStep(one)).toContain(next);
});

test.each([
  [undefined, 'nobody has it open'],
  [gone, 'nobody has it open'],
  [here, 'open in pid 123 on ops-1'],
  [elsewhere, 'opened by pid 123 on web-9, which cannot be asked from here'],
])('who has it: %o', (owner, words) => {
  expect(ownerWords(found([], { owner }))).toBe(words);
});

test('nothing of it steers a terminal', () => {
  const one = found([{ type: 'pause', by: 'x' }], { progress: { settled: 0, of: 1, next: 'a\u001b[2Jb' } });
  expect(standWords(one, now)).not.toContain('\u001b');
});
