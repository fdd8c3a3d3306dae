import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RunOwned } from '../../src/audit/error.js';
import { mainLine } from '../../src/audit/main-line.js';
import { readRun } from '../../src/audit/read.js';
import { openSegment } from '../../src/audit/segment.js';
import { segmentPath } from '../../src/audit/segment-files.js';
import { firstSegment, linesOf, makeProject, run, tool, writeRun } from './project.js';

test('F18 a run cut at any byte of its last record goes on, and what was torn is named for good', () => {
  for (const cut of [1, 40, 80, 150]) {
    const project = makeProject();
    writeRun(project, 3);
    const file = firstSegment(project);
    const bytes = readFileSync(file);
    const last = Buffer.byteLength(linesOf(file).at(-1) ?? '') + 1;
    writeFileSync(file, bytes.subarray(0, bytes.length - last + cut));
    expect(readRun(project, run)).toMatchObject({ records: { length: 3 }, torn: [{ bytes: cut }] });

    openSegment({ project, run, tool }).append('pause', { by: 'ada' });
    const resumed = readRun(project, run);
    expect(resumed.records.map(({ seq, type }) => [seq, type])).toEqual([
      [0, 'segment'],
      [1, 'interrupted'],
      [2, 'interrupted'],
      [3, 'segment'],
      [4, 'pause'],
    ]);
    expect(resumed.records[3]).toMatchObject({ gen: 2, torn: { gen: 1, bytes: cut } });
    expect(resumed.damage).toBeUndefined();

    appendFileSync(file, 'x');
    expect(readRun(project, run).damage?.text).toBe('is not the end that its successor found here');
  }
});

test('a segment whose writer died before its first record was whole is passed over', () => {
  const project = makeProject();
  writeRun(project, 1).close();
  writeFileSync(segmentPath(project, run, 2), '{"prev":"');
  const third = openSegment({ project, run, tool, takeOver: true });
  third.append('pause', { by: 'ada' });
  expect(third.gen).toBe(3);
  const { records, damage, torn } = readRun(project, run);
  expect(damage).toBeUndefined();
  expect(torn).toMatchObject([{ gen: 2, bytes: 9 }]);
  expect(records.at(-1)).toMatchObject({ type: 'pause', seq: 4 });
});

test('F25 a segment that is being made this moment is not passed over', () => {
  const project = makeProject();
  writeRun(project, 1).close();
  writeFileSync(segmentPath(project, run, 2), '{"prev":"');
  expect(() => openSegment({ project, run, tool })).toThrow(RunOwned);
});

test('a file with the number of another segment is damage', () => {
  const project = makeProject();
  writeRun(project, 1);
  openSegment({ project, run, tool, gen: 2 });
  const file = segmentPath(project, run, 2);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"gen":2', '"gen":3'));
  expect(readRun(project, run)).toMatchObject({ records: { length: 2 }, damage: { file, line: 1 } });
});

test('without its first segment a run is damaged, not empty', () => {
  const project = makeProject();
  writeRun(project, 1);
  openSegment({ project, run, tool, gen: 2 });
  const files = [{ gen: 2, file: 'second', bytes: readFileSync(segmentPath(project, run, 2)) }];
  expect(mainLine(run, files)).toMatchObject({
    lines: [],
    damage: { file: 'second', line: 1, text: 'does not follow from the segment before it' },
  });
});

test('a record of another run is not taken for one of this', () => {
  const project = makeProject();
  writeRun(project, 2);
  const bytes = readFileSync(firstSegment(project));
  expect(mainLine('20261119T084200Z-0000000000', [{ gen: 1, file: 'log', bytes }]).damage?.text).toBe(
    'is not the first record of segment 1 of run 20261119T084200Z-0000000000',
  );
});

test('a run without a file is empty', () => {
  expect(mainLine(run, [])).toEqual({ lines: [], late: [], torn: [], damage: undefined });
});
