import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { AuditError, RunOwned, Superseded } from '../../src/audit/error.js';
import { readRun } from '../../src/audit/read.js';
import { sha256, zeroHash } from '../../src/audit/record.js';
import { openSegment } from '../../src/audit/segment.js';
import { segmentPath } from '../../src/audit/segment-files.js';
import { refuseDamage } from '../../src/audit/take-up.js';
import { firstSegment, linesOf, makeProject, otherRun, run, tool, writeEnded, writeRun } from './project.js';

const clock = { now: () => new Date('2026-11-19T08:42:00.000Z'), monotonicMs: () => 5 };

test('what was appended is what is read, in order and chained by the bytes on disk', () => {
  const project = makeProject();
  const writer = openSegment({ project, run, tool, clock });
  const appended = [
    writer.append('interrupted', { signal: 'SIGINT' }),
    writer.append('pause', { by: 'Ada \u202e L.' }),
    writer.append('clock', { jumpMs: 3000, deep: { list: [1, null, 'x'] } }),
  ];
  const read = readRun(project, run);
  expect(read.records.slice(1)).toEqual(appended);
  expect(read.records.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
  const lines = linesOf(firstSegment(project));
  expect(read.records.map(({ prev }) => prev)).toEqual([zeroHash, ...lines.slice(0, -1).map((line) => sha256(line))]);
  expect(read.head).toBe(sha256(lines.at(-1) ?? ''));
  expect(writer.head).toBe(read.head);
  expect(writer.records).toBe(4);
});

test('a segment begins with who writes it, and with what', () => {
  const project = makeProject();
  openSegment({ project, run, tool, clock });
  expect(readRun(project, run).records).toMatchObject([
    { type: 'segment', seq: 0, gen: 1, pid: process.pid, tool, t: '2026-11-19T08:42:00.000Z', m: 0 },
  ]);
});

test('the log is readable by its owner only', () => {
  const project = makeProject();
  writeRun(project, 1);
  expect(lstatSync(firstSegment(project)).mode & 0o777).toBe(0o600);
  expect(lstatSync(dirname(firstSegment(project))).mode & 0o777).toBe(0o700);
});

test('a record that is too large is refused, and the run goes on', () => {
  const project = makeProject();
  const writer = writeRun(project, 1);
  expect(() => writer.append('pause', { by: 'x'.repeat(70_000) })).toThrow(RangeError);
  expect(writer.append('pause', { by: 'ada' }).seq).toBe(2);
});

test('who lets go says so, and the next one goes on behind it', () => {
  const project = makeProject();
  writeEnded(project, 1);
  expect(readRun(project, run)).toMatchObject({ alive: false });
  const second = openSegment({ project, run, tool });
  second.append('pause', { by: 'ada' });
  expect(second.gen).toBe(2);
  const read = readRun(project, run);
  expect(read.records.map(({ type }) => type)).toEqual(['segment', 'interrupted', 'segment.end', 'segment', 'pause']);
  expect(read.alive).toBe(true);
  expect(read.segments.map(({ gen, identity }) => [gen, identity?.pid])).toEqual([
    [1, process.pid],
    [2, process.pid],
  ]);
});

test('after the end of the run there is nothing to add', () => {
  const project = makeProject();
  const writer = writeRun(project, 0);
  writer.append('run.end', { outcome: 'stopped', exit: 10, confirmed: false, counts: {} });
  const { head } = writer;
  writer.close();
  writer.close();
  expect(readRun(project, run).head).toBe(head);
  expect(() => writer.append('pause', {})).toThrow('closed');
});

test('a former writer is refused once the run went on without it, and stays refused', () => {
  const project = makeProject();
  const former = writeRun(project, 2);
  const runner = openSegment({ project, run, tool, gen: 2 });
  expect(() => former.append('pause', { by: 'ada' })).toThrow(Superseded);
  expect(() => former.append('pause', { by: 'ada' })).toThrow(Superseded);
  runner.append('pause', { by: 'runner' });
  expect(readRun(project, run).records.map(({ type }) => type)).toEqual([
    'segment',
    'interrupted',
    'interrupted',
    'segment',
    'pause',
  ]);
});

test.each([1, 3, 7])('segment %i is not the next one: nothing starts', (gen) => {
  const project = makeProject();
  writeEnded(project, 1);
  expect(() => openSegment({ project, run, tool, gen })).toThrow(Superseded);
  expect(readRun(project, run).segments).toHaveLength(1);
});

test('a record that a superseded writer forced in is kept and called late; the main line is whole', () => {
  const project = makeProject();
  const former = writeRun(project, 1);
  const head = former.head;
  openSegment({ project, run, tool, gen: 2 }).append('pause', { by: 'ada' });
  const [, last = ''] = linesOf(firstSegment(project));
  const forced = last.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${head}"`).replace('"seq":1', '"seq":2');
  appendFileSync(firstSegment(project), `${forced}\n`);
  const read = readRun(project, run);
  expect(read.records.map(({ type }) => type)).toEqual(['segment', 'interrupted', 'segment', 'pause']);
  expect(read.late.map(({ record, line }) => [record.seq, line])).toEqual([[2, 3]]);
  expect(read.damage).toBeUndefined();
});

/** As `nano` does it: the same file, with other bytes. */
function edit(file: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace('SIG1', 'SIG9'));
  utimesSync(file, 1, 1);
}

const tampering: readonly (readonly [string, RegExp, (file: string) => void])[] = [
  ['removed', /was removed while it was open/, (file) => unlinkSync(file)],
  ['moved away', /was moved away/, (file) => renameSync(file, `${file}.1`)],
  [
    'replaced by a copy',
    /was replaced by another file/,
    (file) => {
      const bytes = readFileSync(file);
      renameSync(file, `${file}.1`);
      writeFileSync(file, bytes);
    },
  ],
  ['cut', /was changed by somebody else: it has \d+ bytes/, (file) => truncateSync(file, 100)],
  ['emptied', /was changed by somebody else: it has 0 bytes/, (file) => truncateSync(file, 0)],
  ['written to by somebody else', /was changed by somebody else/, (file) => appendFileSync(file, 'x\n')],
  ['edited without changing its size', /its bytes are not the ones that were written/, edit],
  [
    'behind a file that was put in place of its directory',
    /moved away|ENOTDIR/,
    (file) => {
      renameSync(dirname(file), `${dirname(file)}-old`);
      writeFileSync(dirname(file), '');
    },
  ],
  ['moved with its directory', /was moved away/, (file) => renameSync(dirname(file), `${dirname(file)}-old`)],
  [
    'in another place, with an empty directory here',
    /was moved away/,
    (file) => {
      renameSync(dirname(file), `${dirname(file)}-old`);
      mkdirSync(dirname(file));
    },
  ],
];

test.each(tampering)(
  'F26 a log that is %s while it is open stops the run at the next record',
  (_name, message, tamper) => {
    const project = makeProject();
    const writer = writeRun(project, 3);
    tamper(firstSegment(project));
    expect(() => writer.append('pause', { by: 'ada' })).toThrow(message);
    expect(() => writer.append('pause', { by: 'ada' })).toThrow(AuditError);
  },
);

test.each([
  ['removed', /was moved away/, unlinkSync],
  ['edited', /its bytes are not the ones that were written/, edit],
] as const)('F26 the part of a log from before `resume` that is %s stops the run, too', (_name, message, tamper) => {
  const project = makeProject();
  writeEnded(project, 3);
  const writer = openSegment({ project, run, tool });
  writer.append('pause', { by: 'ada' });
  tamper(firstSegment(project));
  expect(() => writer.append('pause', { by: 'ada' })).toThrow(message);
});

test('who only touches the log, or writes behind its end after it was taken over, changes nothing', () => {
  const project = makeProject();
  writeEnded(project, 3);
  const writer = openSegment({ project, run, tool });
  appendFileSync(firstSegment(project), 'late\n');
  utimesSync(segmentPath(project, run, 2), 1, 1);
  expect(writer.append('pause', { by: 'ada' }).seq).toBe(6);
});

test('B57 a link planted in place of the next segment is never followed, and the run does not go on: it may have deployed', () => {
  const project = makeProject();
  writeEnded(project, 1);
  const victim = `${project.root}/victim`;
  writeFileSync(victim, 'precious');
  symlinkSync(victim, segmentPath(project, run, 2));
  expect(() => openSegment({ project, run, tool })).toThrow(
    /cannot go on: .* is no regular file, and nobody knows what/,
  );
  expect(readFileSync(victim, 'utf8')).toBe('precious');
});

test.skipIf(process.platform !== 'linux')(
  'F27 a run of another process that lives is left alone, unless it is taken over on purpose',
  () => {
    const project = makeProject();
    writeRun(project, 1);
    const file = firstSegment(project);
    const [first = ''] = linesOf(file);
    // The same record, as the init process of this machine would have written it.
    const stat = readFileSync('/proc/1/stat', 'latin1');
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    const owned = first.replace(/"pid":\d+,"start":"\d+"/, `"pid":1,"start":"${start}"`);
    writeFileSync(file, `${owned}\n`);
    expect(() => openSegment({ project, run, tool })).toThrow(RunOwned);
    expect(() => openSegment({ project, run, tool })).toThrow(
      /is open in pid 1 on \S+ since 20\d\d-\d\d-\d\d \d\d:\d\d UTC/,
    );
    expect(readRun(project, run).alive).toBe(true);
    expect(openSegment({ project, run, tool, takeOver: true }).gen).toBe(2);
  },
);

test('a run of another host cannot be asked about, so it is not taken', () => {
  const project = makeProject();
  writeRun(project, 0);
  const file = firstSegment(project);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"host":"[^"]*"/, '"host":"elsewhere"'));
  expect(() => openSegment({ project, run, tool })).toThrow(/pid \d+ on elsewhere/);
  expect(openSegment({ project, run, tool, takeOver: true }).gen).toBe(2);
});

test('F19 a damaged run is read up to the damage, and does not go on', () => {
  const project = makeProject();
  writeEnded(project, 3);
  const file = firstSegment(project);
  writeFileSync(file, readFileSync(file, 'utf8').replace('SIG2', 'SIG9'));
  expect(readRun(project, run)).toMatchObject({
    records: [{ seq: 0 }, { seq: 1 }, { seq: 2 }],
    damage: { file, line: 4, text: '(record 3) does not follow from the record before it' },
  });
  expect(() => openSegment({ project, run, tool })).toThrow(AuditError);
});

test('B57 a run whose first record is damaged is damaged, and not one that never began', () => {
  const project = makeProject();
  writeEnded(project, 3);
  const file = firstSegment(project);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"v":1', '"v":X'));
  const found = readRun(project, run);
  expect(found.records).toEqual([]);
  expect(() => refuseDamage(found)).toThrow(`run ${run} is damaged and cannot go on: ${file}:1 is not JSON`);
});

test('runs do not get in the way of each other', () => {
  const project = makeProject();
  const one = writeRun(project, 1);
  const other = writeRun(project, 1, otherRun);
  expect([one.append('pause', { by: 'a' }).seq, other.append('pause', { by: 'b' }).seq]).toEqual([2, 2]);
});

test('whatever is not a run id never becomes a path', () => {
  expect(() => openSegment({ project: makeProject(), run: '../../x', tool })).toThrow(RangeError);
});
