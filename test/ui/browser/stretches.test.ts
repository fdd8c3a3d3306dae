import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/run/events.js';
import { type Stretch, stretchAfter, stretchOf } from '../../../src/ui/browser/stretches.js';
import { answer, evidence, started } from '../../run/facts.js';

const decision: RunEvent = { type: 'decision', go: true, commit: 'c', typed: 'c', by: 'Ada', answers: '' };
const start: RunEvent = { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'o' };
const ended = (outcome: 'ok' | 'failed'): RunEvent => ({ type: 'deploy.end', commit: 'c', outcome, ms: 1 });
const look: RunEvent = { type: 'lastlook', checks: [], worse: [], ms: 1 };
const undo: RunEvent = { type: 'undo.start', steps: ['undo'], by: 'Ada', out: 'o' };
const undone: RunEvent = { type: 'undo.end', outcome: 'ok', ms: 1 };
const end: RunEvent = {
  type: 'run.end',
  outcome: 'deployed',
  exit: 0,
  confirmed: true,
  counts: { overrides: 0, byHand: 0, unknown: 0 },
};
const note: RunEvent = { type: 'note', text: 'it hurt', by: 'Per' };
const restart: RunEvent = {
  type: 'restart',
  why: 'head-moved',
  release: started.release,
  previous: null,
  keeps: [],
  by: 'Ada',
};
const auto = answer('tests', 'go', { how: 'auto' });
const asked = answer('sky', 'go');

/** Initials of the stretches, record by record. */
function initials(events: readonly RunEvent[]): string {
  let stretch: Stretch = 'GATHERING';
  return events
    .map((event) => {
      const own = stretchOf(stretch, event.type, event);
      stretch = stretchAfter(own, event);
      return own[0];
    })
    .join('');
}

test.each([
  [
    'a clean run',
    [started, evidence('tests', 'go'), auto, asked, look, decision, start, ended('ok'), asked, end],
    'GGGQDDDDWW',
  ],
  ['evidence that comes while somebody answers', [started, asked, evidence('tests', 'go'), asked], 'GQQQ'],
  ['a last look that finds something', [started, asked, look, asked, look, decision], 'GQDQDD'],
  ['a run that starts over', [started, asked, restart, evidence('tests', 'go'), asked], 'GQGGQ'],
  [
    'a deploy that fails and is rolled back',
    [started, asked, decision, start, ended('failed'), undo, undone, end],
    'GQDDDRRR',
  ],
  ['a note afterwards', [started, asked, decision, start, ended('ok'), end, note], 'GQDDDWA'],
] as const)('%s', (_name, events, expected) => {
  expect(initials(events)).toBe(expected);
});
