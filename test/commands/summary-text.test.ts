import { expect, test } from 'vitest';
import { runSummaryText } from '../../src/commands/summary-text.js';
import type { RunEvent } from '../../src/run/events.js';
import { runOf } from '../run/facts.js';
import { situationOf } from '../ui/situations.js';

const start: RunEvent = { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' };
const ended = (outcome: 'ok' | 'failed' | 'stopped'): RunEvent => ({ type: 'deploy.end', commit: 'c', outcome, ms: 5 });
const undo: RunEvent = { type: 'undo.start', steps: ['undo'], by: 'Ada L.', out: 'x.undo.out' };
const handedOver: RunEvent = {
  ...{ type: 'watch.end', check: 'watch', confirmed: false, healthy: false, watched_for: 5, handed_to: 'Bob' },
  ...{ by: 'Ada L.', probes: [] },
};
const end = (outcome: 'deployed' | 'unknown', confirmed: boolean): RunEvent => ({
  type: 'run.end',
  outcome,
  exit: 0,
  confirmed,
  counts: { overrides: 0, byHand: 0, unknown: 0 },
});

test.each<[string, readonly RunEvent[], number, string]>([
  ['paused before the launch', [], 15, 'paused; nothing was deployed to production'],
  ['left on the failed page', [start, ended('failed')], 15, 'the deploy of 3f2a91c to production failed'],
  ['stopped on the way', [start, ended('stopped')], 12, 'the deploy of 3f2a91c to production was stopped on the way'],
  ['unknown', [start, end('unknown', false)], 12, 'nobody knows how the deploy of 3f2a91c to production ended'],
  ['a lost roll-back', [start, ended('ok'), undo], 12, 'nobody knows how rolling back 3f2a91c on production ended'],
  ['confirmed', [start, ended('ok'), end('deployed', true)], 0, '3f2a91c is deployed to production and confirmed'],
  ['nobody asked', [start, ended('ok'), end('deployed', false)], 0, '3f2a91c is deployed to production\n'],
  [
    'handed over',
    [start, ended('ok'), handedOver],
    14,
    '3f2a91c is deployed to production, but nobody confirmed that it works; handed over to Bob',
  ],
  ['hung up', [start, ended('ok')], 129, '3f2a91c is deployed to production, but nobody confirmed that it works'],
])('%s: the summary says what became of the target', (_name, events, exit, headline) => {
  const situation = { ...situationOf({ plan: [] }), run: runOf(...events) };
  expect(runSummaryText(situation, exit)).toContain(`shipit: ${headline}`);
});

test('handed over while a probe fails: the summary says which', () => {
  const fails: RunEvent = {
    ...{ type: 'probe', check: 'watch', name: 'front page', host: 'local' },
    ...{ from: 'ok', to: 'failing', text: 'status 500' },
  };
  const situation = { ...situationOf({ plan: [] }), run: runOf(start, ended('ok'), fails, handedOver) };
  expect(runSummaryText(situation, 14)).toContain('\n        FAILING: front page, roll-back not decided\n');
});
