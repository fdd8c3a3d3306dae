import { expect, test } from 'vitest';
import type { NoticeGiven, RunEvent } from '../../src/run/events.js';
import { launchGate } from '../../src/run/gate.js';
import type { Plan } from '../../src/run/plan.js';
import { standings } from '../../src/run/walk.js';
import { answer, evidence, item, runOf } from './facts.js';

const plan = [item('green'), item('sky', { human: true })];

function gate(events: readonly RunEvent[], items: Plan = plan) {
  const run = runOf(...events);
  return launchGate(run, standings(run, items));
}

const passed = answer('green', 'go', { how: 'auto', by: 'shipit', seen: 'go' });

test('the gate opens when every item is settled and passes', () => {
  expect(gate([evidence('green', 'go'), passed, answer('sky', 'go')])).toEqual({ open: true });
});

const notice: NoticeGiven = { type: 'notice', notice: 'head-moved', text: 'HEAD is now 9c1d', from: 'a', to: 'b' };

test.each<[string, readonly RunEvent[], string]>([
  ['an item is still being gathered', [answer('sky', 'go')], 'green: still being gathered'],
  ['evidence that is go was not seen yet', [evidence('green', 'go'), answer('sky', 'go')], 'green: go, not answered'],
  ['a person was not asked', [evidence('green', 'go'), passed], 'sky: unknown, not answered'],
  ['a check is no-go', [evidence('green', 'no-go'), answer('sky', 'go')], 'green: no-go, not answered'],
  ['nobody knows', [evidence('green', 'unknown'), answer('sky', 'go')], 'green: unknown, not answered'],
  ['a person said no', [evidence('green', 'go'), passed, answer('sky', 'no-go')], 'sky: no-go, not answered'],
  ['a notice is open', [evidence('green', 'go'), passed, answer('sky', 'go'), notice], 'HEAD is now 9c1d'],
])('the gate is closed as long as %s', (_why, events, because) => {
  expect(gate(events)).toEqual({ open: false, because: [because] });
});

test('the gate is closed while an item is looked at again, whatever was answered before', () => {
  const run = runOf(evidence('green', 'go'), passed, answer('sky', 'go'));
  expect(launchGate(run, standings(run, plan), new Set(['green']))).toEqual({
    open: false,
    because: ['green: still being gathered'],
  });
});

test('a deploy without a single question is not a go', () => {
  expect(gate([], [])).toMatchObject({ open: false });
});

test('what was launched once is not launched again', () => {
  const deployed: RunEvent = { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' };
  expect(gate([evidence('green', 'go'), passed, answer('sky', 'go'), deployed])).toEqual({
    open: false,
    because: ['this run is past its launch (deploying)'],
  });
});
