import { expect, test } from 'vitest';
import { undoChecked } from '../../src/engine/check-undo.js';
import { undoTrouble } from '../../src/review/undo-words.js';
import type { RunEvent } from '../../src/run/events.js';
import { foldRun } from '../../src/run/fold.js';
import { rollBackOf } from '../../src/run/summary.js';
import type { Running } from '../../src/world/revision/running.js';

const old = 'f06af00'.padEnd(40, '0');
const bad = '187ff78'.padEnd(40, '0');
const other = 'abc1234'.padEnd(40, '0');
const run = {
  release: { commit: bad, tree: '', subject: '' },
  previous: { commit: old, sources: [] },
  previousSaid: [],
};
const on = (host: string, commit: string): Running => ({ host, commit });

test.each<[string, readonly Running[], string, string | undefined]>([
  ['both are back', [on('web1', old), on('web2', 'f06af00')], 'back', undefined],
  [
    'both still run the release',
    [on('web1', bad), on('web2', bad)],
    'not-back',
    'the undo command ended well, but web1 and web2 still run 187ff78: not rolled back',
  ],
  [
    'one still runs it, one is silent',
    [on('web1', bad), { host: 'web2', error: 'no route' }],
    'not-back',
    'the undo command ended well, but web1 still runs 187ff78, and of web2 it is not known (no route): not rolled back',
  ],
  [
    'one is silent',
    [on('web1', old), { host: 'web2', error: 'no route' }],
    'unknown',
    'the undo command ended well, but of web2 it is not known (no route): perhaps not rolled back',
  ],
  [
    'one runs something else',
    [on('web1', other)],
    'unknown',
    'the undo command ended well, but of web1 it is not known (it runs abc1234, not f06af00): perhaps not rolled back',
  ],
  ['nobody says anything', [], 'unknown', expect.any(String)],
])('after a roll-back %s', (_what, servers, outcome, words) => {
  const checked = undoChecked(servers, run, (text) => text);
  expect(checked.outcome).toBe(outcome);
  const events: readonly RunEvent[] = [
    { type: 'undo.start', steps: ['undo'], by: 'Ada L.', out: 'x' },
    { type: 'undo.end', outcome: 'ok', ms: 1 },
    checked,
  ];
  const folded = foldRun(events.map((event, seq) => ({ event, seq, t: '2026-11-19T09:00:00.000Z' })));
  expect(folded.phase).toBe(outcome === 'back' ? 'undone' : 'failed');
  expect(rollBackOf(folded)).toBe(outcome === 'back' ? undefined : outcome);
  expect(undoTrouble({ ...folded, release: run.release })).toEqual(words);
});

test('a first deploy is back where nothing is any more, or where what a host ran before is there again', () => {
  const first = { ...run, previous: null };
  const nothing: Running = { host: 'web1', nothing: 'there is no REVISION' };
  expect(undoChecked([nothing], first, String).outcome).toBe('back');
  expect(undoChecked([nothing], run, String).outcome).toBe('unknown');
  const apart = { ...run, previousSaid: [{ from: 'web2', commit: other }] };
  expect(undoChecked([on('web1', old), on('web2', other)], apart, String).outcome).toBe('back');
});
