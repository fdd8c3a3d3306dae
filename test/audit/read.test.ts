import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listRunIds, readRun, resolveRun, toStampedEvents } from '../../src/audit/read.js';
import { runDirectory } from '../../src/audit/segment-files.js';
import { OperatorError } from '../../src/errors.js';
import { foldRun } from '../../src/run/fold.js';
import { started } from './events.js';
import { makeProject, run, writeEnded, writeRun } from './project.js';

const runs = [
  '20251231T235959Z-aaaaaaaaaa',
  '20261119T084200Z-7f3a1c22d0',
  '20261119T084230Z-7f3b000000',
  '20261120T084200Z-8f3a1c22d0',
];

function projectWithRuns() {
  const project = makeProject();
  for (const id of runs) {
    writeEnded(project, 0, id);
  }

  return project;
}

test('runs are listed newest first, by their file names alone', () => {
  const project = projectWithRuns();
  expect(listRunIds(makeProject())).toEqual([]);
  for (const name of ['x.jsonl', `${run}.out`, `.${run}.001.jsonl.tmp`, '20261119T084200Z-7f3a1c22d0.1.jsonl']) {
    writeFileSync(join(runDirectory(project, run), name), '');
  }

  expect(listRunIds(project)).toEqual([...runs].reverse());
});

test.each([
  ['last', '20261120T084200Z-8f3a1c22d0'],
  ['20261119T084200Z-7f3a1c22d0', '20261119T084200Z-7f3a1c22d0'],
  ['2025', '20251231T235959Z-aaaaaaaaaa'],
  ['20261120', '20261120T084200Z-8f3a1c22d0'],
  [' 20261120 ', '20261120T084200Z-8f3a1c22d0'],
  ['7f3b', '20261119T084230Z-7f3b000000'],
  ['20261119T0842Z-7f3a', '20261119T084200Z-7f3a1c22d0'],
])('%s names a run', (text, expected) => {
  expect(resolveRun(projectWithRuns(), text)).toBe(expected);
});

test.each([
  ['2024', 'no run "2024"'],
  ['../../x', 'no run "../../x"'],
  ['', 'no run ""'],
  ['20261119T084200Z-7f3a1c22d0/..', 'no run "20261119T084200Z-7f3a1c22d0/.."'],
  ['\u001b[2Jx', 'no run "x"'],
  [
    '202611',
    '3 runs match "202611": 20261120T084200Z-8f3a1c22d0, 20261119T084230Z-7f3b000000, 20261119T084200Z-7f3a1c22d0',
  ],
])('B57 %j names none, and the operator is told', (text, message) => {
  const project = projectWithRuns();
  expect(() => resolveRun(project, text)).toThrow(OperatorError);
  expect(() => resolveRun(project, text)).toThrow(message);
});

test('the last of no runs is a mistake too', () => {
  expect(() => resolveRun(makeProject(), 'last')).toThrow('there is no run yet');
});

test('a run that is not there is empty', () => {
  expect(readRun(makeProject(), run)).toEqual({
    run,
    records: [],
    segments: [],
    late: [],
    head: '0'.repeat(64),
    alive: false,
  });
});

test('the events that were appended are the events that are folded', () => {
  const project = makeProject();
  const writer = writeRun(project, 0);
  writer.append('run.start', started());
  writer.append('pause', { by: 'Ada L.' });
  writer.close();
  const events = toStampedEvents(readRun(project, run).records);
  expect(events.map(({ seq, event }) => [seq, event])).toEqual([
    [1, started()],
    [2, { type: 'pause', by: 'Ada L.' }],
  ]);
  expect(foldRun(events)).toMatchObject({ app: 'shop', target: 'production', left: 'paused' });
});

test('records of a later version, and events without what they must have, are passed over', () => {
  const project = makeProject();
  const writer = writeRun(project, 0);
  writer.append('probe', { name: 'http' });
  writer.append('toString', {});
  writer.append('run.start', { app: 'shop' });
  writer.append('run.start', { ...started(), operator: null });
  writer.append('answer', { check: 'tests', findings: 'none' });
  writer.append('pause', { by: 'ada' });
  expect(toStampedEvents(readRun(project, run).records).map(({ event }) => event.type)).toEqual(['pause']);
});
