import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readRun } from '../../src/audit/read.js';
import { openSegment } from '../../src/audit/segment.js';
import { verifyProject } from '../../src/audit/verify.js';
import { makeProject, run, temporaryDirectory, tool } from './project.js';
import { makeWorkers } from './workers.js';

const work = makeWorkers();

/** Own mounts that vanish with their process; not everywhere allowed. */
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

/** As on FAT and some network file systems; strace is not everywhere installed. */
const withoutLinks = 'strace -f -qq -o /dev/null -e trace=link -e inject=link:error=EPERM';
const canInject = spawnSync('strace', ['-qq', '-e', 'trace=none', 'true']).status === 0;

const lastAck = (said: readonly string[]): readonly string[] =>
  said.findLast((line) => line.startsWith('ack'))?.split(' ') ?? [];

test('F23 at the file size limit the run rolls on into the next segment, and no answer is lost', async () => {
  const stateDir = temporaryDirectory();
  const project = makeProject(stateDir);
  // In blocks of 1024 bytes: room for the ballast, and for about forty records a file.
  const worker = work(['fill', stateDir, run], ['bash', '-c', 'ulimit -f 80; exec "$@"', 'bash']);
  await worker.says('ack 200 ');
  worker.child.kill('SIGKILL');
  await worker.ended;
  const [, seq] = lastAck(worker.said());
  const read = readRun(project, run);
  expect(read.damage).toBeUndefined();
  expect(read.segments.length).toBeGreaterThan(4);
  const records = read.records.filter(({ type }) => type === 'interrupted');
  expect(records.length).toBeGreaterThanOrEqual(worker.said().filter((line) => line.startsWith('ack')).length);
  expect(read.records.at(-1)?.seq).toBeGreaterThanOrEqual(Number(seq));
  expect(verifyProject(project)).toMatchObject({ ok: true });
});

test('F23 with no free descriptor an answer is still recorded', async () => {
  const stateDir = temporaryDirectory();
  const worker = work(['no-descriptor', stateDir, run], ['bash', '-c', 'ulimit -n 64; exec "$@"', 'bash']);
  await worker.ended;
  expect(worker.said()).toEqual([
    'held true EMFILE',
    ...[1, 2, 3].map((n) => expect.stringMatching(`^ack ${n} `)),
    'done',
  ]);
  expect(readRun(makeProject(stateDir), run).records).toHaveLength(4);
});

test.skipIf(!canMount).each([
  ['F20 on a full disk', ''],
  ['F20 F25 on a full disk that knows no hard links', canInject ? `${withoutLinks} ` : ''],
])(
  '%s the run stops, says so in its log, keeps every answer, and goes on where there is room',
  async (_name, shell) => {
    const stateDir = temporaryDirectory();
    const copy = temporaryDirectory();
    const script = `
    mount -t tmpfs -o size=512k,mode=700 none '${stateDir}' || exit 99
    ${shell}"$@"
    cp -r '${stateDir}/.' '${copy}'`;
    const worker = work(['fill', stateDir, run], ['unshare', '-rm', 'bash', '-c', script, 'bash']);
    await worker.ended;
    const acknowledged = worker.said().filter((line) => line.startsWith('ack'));
    expect(worker.said().at(-1)).toMatch(/^lost AuditError: cannot write to .*: ENOSPC/);
    expect(acknowledged.length).toBeGreaterThan(50);
    const project = makeProject(copy);
    const { records, damage } = readRun(project, run);
    expect(damage).toBeUndefined();
    expect(records.filter(({ type }) => type === 'interrupted')).toHaveLength(acknowledged.length);
    expect(records.at(-1)).toMatchObject({ type: 'halt', error: 'ENOSPC' });
    openSegment({ project, run, tool }).append('pause', { by: 'ada' });
    expect(readRun(project, run)).toMatchObject({ records: { length: records.length + 2 }, late: [] });
  },
);

test.skipIf(!canMount)('F21 a disk that is full from the start is found before any question', async () => {
  const stateDir = temporaryDirectory();
  const script = `mount -t tmpfs -o size=48k,mode=700 none '${stateDir}' || exit 99; "$@"`;
  const worker = work(['open', stateDir, run], ['unshare', '-rm', 'bash', '-c', script, 'bash']);
  expect(await worker.ended).toBe(9);
  expect(worker.said()[0]).toMatch(/^lost AuditError: cannot write the audit log in .*: ENOSPC/);
});

test.skipIf(!canMount)('F21 a disk without inodes is found before any question', async () => {
  const stateDir = temporaryDirectory();
  const script = `mount -t tmpfs -o size=1m,nr_inodes=6,mode=700 none '${stateDir}' || exit 99; "$@"`;
  const worker = work(['open', stateDir, run], ['unshare', '-rm', 'bash', '-c', script, 'bash']);
  expect(await worker.ended).toBe(9);
  expect(worker.said()[0]).toMatch(/^lost AuditError: .*ENOSPC/);
});

test.skipIf(!canInject)('F21 a quota that is used up is found before any question', async () => {
  const { root } = makeProject();
  const inject = ['-e', 'trace=fsync', '-e', 'inject=fsync:error=EDQUOT'];
  const worker = work(['open', dirname(dirname(root)), run], ['strace', '-f', '-qq', '-o', '/dev/null', ...inject]);
  expect(await worker.ended).toBe(9);
  expect(worker.said()).toEqual([`lost AuditError: cannot write the audit log in ${root}: EDQUOT`]);
});

test.skipIf(!canMount)(
  'F24 a read-only file system is found before any question, and what lies there is readable',
  async () => {
    const stateDir = temporaryDirectory();
    const project = makeProject(stateDir);
    mkdirSync(join(project.runs, '2026'), { recursive: true });
    const script = `mount --bind '${stateDir}' '${stateDir}' && mount -o remount,ro,bind '${stateDir}' || exit 99; "$@"`;
    const shell = ['unshare', '-rm', 'bash', '-c', script, 'bash'];
    const writer = work(['open', stateDir, run], shell);
    expect(await writer.ended).toBe(9);
    expect(writer.said()[0]).toMatch(/^lost AuditError: cannot write the audit log in .*: EROFS/);
    const reader = work(['open-read', stateDir, run], shell);
    expect(await reader.ended).toBe(0);
  },
);
