import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRun } from '../../src/audit/read.js';
import { sha256 } from '../../src/audit/record.js';
import { openSegment } from '../../src/audit/segment.js';
import { verifyProject } from '../../src/audit/verify.js';
import { linesOf, makeProject, run, temporaryDirectory, tool } from './project.js';
import { makeWorkers } from './workers.js';

const work = makeWorkers();

/** strace makes single calls of the system fail, as a dying disk does. */
const canInject = spawnSync('strace', ['-qq', '-e', 'trace=none', 'true']).status === 0;

const always = '1+';
const faults: readonly (readonly [call: string, error: string, when: string, ends: 'well' | 'stopped'])[] = [
  ['fdatasync', 'EIO', '4', 'well'],
  ['fdatasync', 'EIO', always, 'stopped'],
  ['fdatasync', 'EIO', '5+', 'stopped'],
  ['fdatasync,fsync', 'EIO', '6+', 'stopped'],
  ['link', 'EPERM', always, 'well'],
  ['link', 'EOPNOTSUPP', always, 'well'],
  ['link', 'ENOSPC', always, 'stopped'],
  ['fsync', 'EIO', always, 'stopped'],
  ['unlink', 'EIO', always, 'stopped'],
];

test.skipIf(!canInject).each(faults)(
  'F22 F25 %s fails with %s at call %s: no acknowledged answer is lost, and it ends %s',
  async (call, error, when, ends) => {
    const stateDir = temporaryDirectory();
    const project = makeProject(stateDir);
    const inject = [
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      '-e',
      `trace=${call}`,
      '-e',
      `inject=${call}:error=${error}:when=${when}`,
    ];
    const worker = work(['ten', stateDir, run], ['strace', ...inject]);
    await worker.ended;
    const said = worker.said();
    expect(said.at(-1)).toMatch(ends === 'well' ? /^done$/ : new RegExp(`^lost AuditError: .*${error}`));
    const acknowledged = said.filter((line) => line.startsWith('ack')).map((line) => line.split(' ')[2]);
    const before = readRun(project, run);
    const hashes = before.segments.flatMap(({ file }) => linesOf(file).map((line) => sha256(line)));
    expect(hashes).toEqual(expect.arrayContaining(acknowledged));
    expect(before.late).toEqual([]);
    expect(before.damage).toBeUndefined();
    // After every fault the run goes on, and what was acknowledged is in its main line.
    openSegment({ project, run, tool, takeOver: true }).append('pause', { by: 'ada' });
    const { records } = readRun(project, run);
    // What was refused does not count later either.
    expect(records.filter(({ type }) => type === 'interrupted')).toHaveLength(acknowledged.length);
    expect(records.at(-1)).toMatchObject({ type: 'pause' });
    expect(verifyProject(project)).toMatchObject({ ok: true });
  },
);

test.skipIf(!canInject)(
  'F17 an answer is told only after its file, and the directory that names it, were flushed',
  async () => {
    const calls = join(temporaryDirectory(), 'calls');
    const trace = 'trace=write,fdatasync,fsync,link';
    await work(['ten', makeProject().root, run], ['strace', '-qq', '-o', calls, '-e', trace]).ended;
    const told = readFileSync(calls, 'utf8').matchAll(
      /^(?:(link|fsync|fdatasync)\(.* = 0|write\((?:1, "(ack)|.*(prev)\\":).*)$/gm,
    );
    const steps = [...told].map(([, call, ack, record]) => call ?? ack ?? (record && 'record')).join(' ');
    expect(steps).toMatch(/record fsync link fsync( record fdatasync ack){10}( |$)/);
  },
);

/** What a disk may do to one write: claim it whole and do nothing, claim a part, or refuse it. */
test.skipIf(!canInject).each(['retval=200', 'retval=50', 'error=ENOSPC'])(
  'F22 a write of the third record that ends in %s is not believed: the run rolls on, and all ten answers are there',
  async (outcome) => {
    const calls = join(temporaryDirectory(), 'calls');
    const look = work(['ten', makeProject().root, run], ['strace', '-qq', '-f', '-o', calls, '-e', 'trace=write']);
    await look.ended;
    const all = readFileSync(calls, 'utf8').split('\n');
    const main = all.find((line) => line.includes('write(1, "ack'))?.split(' ')[0];
    const mine = all.filter((line) => line.startsWith(`${main} `));
    const records = mine.flatMap((line, index) => (line.includes('{\\"prev\\"') ? [index + 1] : []));

    const stateDir = temporaryDirectory();
    const project = makeProject(stateDir);
    const inject = `inject=write:${outcome}:when=${records[3]}`;
    const worker = work(
      ['ten', stateDir, run],
      ['strace', '-qq', '-f', '-o', '/dev/null', '-e', 'trace=write', '-e', inject],
    );
    await worker.ended;
    expect(worker.said().at(-1)).toBe('done');
    const read = readRun(project, run);
    expect(read.segments).toHaveLength(2);
    expect(read).toMatchObject({ late: [], records: { length: 12 } });
    expect(read.damage).toBeUndefined();
    expect(verifyProject(project)).toMatchObject({ ok: true });
  },
);
