import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { course, deployStory, goLive, newestRun, only, placeOfLog, sky, until, used } from '../helpers/deploy-story.js';
import { answer, launch, read } from '../helpers/story.js';

const deploy = '"echo ran >> NOTES/ran"';
const shipit = join(import.meta.dirname, '../../bin/shipit.cjs');

/** Own mounts that vanish with their process; not everywhere allowed. */
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

/** Runs shipit after a shell line that prepares its surroundings. */
const after = (line: string) => ({ command: 'sh', args: ['-c', `${line}\nexec "${process.execPath}" "${shipit}"`] });

test('F26 the log removed under a run: the answer is refused, nothing is deployed, the terminal is as it was', async () => {
  const told = deployStory(deploy);
  await using terminal = told.open();
  await read(terminal, sky);
  const { stateDir } = await placeOfLog(told);
  rmSync(join(stateDir, 'v1'), { recursive: true });
  terminal.press('g');
  expect(await terminal.exited).toEqual({ exitCode: 16, signal: undefined });
  expect([terminal.isAlternate, terminal.cursorHidden]).toEqual([false, false]);
  expect(terminal.everything().replaceAll('\n', '')).toMatch(/NOT recorded: .*nothing was deployed/);
  expect(told.lines('ran')).toEqual([]);
});

test('F26 the log replaced under a run is found out', async () => {
  const told = deployStory(deploy);
  await using terminal = told.open();
  await read(terminal, sky);
  const { stateDir } = await placeOfLog(told);
  renameSync(join(stateDir, 'v1'), join(stateDir, 'aside'));
  spawnSync('cp', ['-a', join(stateDir, 'aside'), join(stateDir, 'v1')]);
  terminal.press('g');
  expect(await terminal.exited).toMatchObject({ exitCode: 16 });
  expect(terminal.everything()).toContain('NOT recorded');
});

test('the log removed while the deploy runs: the screen does not claim to know how it ended', async () => {
  const told = deployStory('"echo at work; while [ ! -e NOTES/go-on ]; do sleep 0.05; done; echo ran >> NOTES/ran"');
  await using terminal = told.open();
  await goLive(terminal, told);
  await terminal.see('at work');
  const { stateDir } = await placeOfLog(told);
  rmSync(join(stateDir, 'v1'), { recursive: true });
  writeFileSync(join(told.notes, 'go-on'), '');
  expect(await terminal.exited).toMatchObject({ exitCode: 16 });
  expect(terminal.everything()).not.toContain('nothing was deployed');
  expect(terminal.everything()).not.toContain('confirmed');
});

test.each([
  ['a file in its place', 'rm -rf "$SHIPIT_STATE_DIR"; touch "$SHIPIT_STATE_DIR"', 'needs a directory'],
  ['writable for others', 'mkdir -p "$SHIPIT_STATE_DIR"; chmod 777 "$SHIPIT_STATE_DIR"', 'chmod 700'],
  ['a place that cannot be made', 'export SHIPIT_STATE_DIR=/proc/nowhere/state', 'cannot make'],
])('F24 a state directory that is unfit (%s): refused before the first question', async (_name, line, words) => {
  const told = deployStory(deploy);
  await using terminal = told.open(after(line));
  expect(await terminal.exited).toMatchObject({ exitCode: 16 });
  expect(terminal.everything().replaceAll('\n', '')).toContain(words);
  expect(terminal.raw()).not.toContain('\u001B[?1049h');
});

test('a relative state directory is a mistake of the operator', async () => {
  const told = deployStory(deploy);
  await using terminal = told.open({ env: { SHIPIT_STATE_DIR: 'here' } });
  expect(await terminal.exited).toMatchObject({ exitCode: 2 });
  expect(terminal.everything()).toContain('no absolute path');
});

test.skipIf(!canMount)('F24 a state directory on a read-only file system is refused with what to do', async () => {
  const told = deployStory(deploy);
  const line = `mkdir -p "$SHIPIT_STATE_DIR"
    exec unshare -rm sh -c 'mount -t tmpfs -o mode=700 none "$SHIPIT_STATE_DIR" && mount -o remount,ro "$SHIPIT_STATE_DIR"; exec "$@"' sh`;
  await using terminal = told.open({ command: 'sh', args: ['-c', `${line} "${process.execPath}" "${shipit}"`] });
  expect(await terminal.exited).toMatchObject({ exitCode: 16 });
  expect(terminal.everything().replaceAll('\n', '')).toContain('mounted read-only: set SHIPIT_STATE_DIR');
});

test.skipIf(!canMount)('F20 a disk that fills up: the answer is refused, and nothing is deployed', async () => {
  const told = deployStory(deploy);
  const line = `mkdir -p "$SHIPIT_STATE_DIR"
    exec unshare -rm sh -c 'mount -t tmpfs -o size=256k,mode=700 none "$SHIPIT_STATE_DIR"; ( while [ ! -e ${told.notes}/fill ]; do sleep 0.05; done; cat /dev/zero > "$SHIPIT_STATE_DIR/full"; touch ${told.notes}/full ) 2>/dev/null & exec "$@"' sh`;
  await using terminal = told.open({ command: 'sh', args: ['-c', `${line} "${process.execPath}" "${shipit}"`] });
  await read(terminal, sky);
  writeFileSync(join(told.notes, 'fill'), '');
  await until('the disk is full', () => readdirSync(told.notes).includes('full'));
  // One record may still fit into what its file has of a block already; sooner or later there is no room.
  terminal.press('g');
  await terminal.see(/NOT recorded|To launch, type/);
  if (terminal.isAlternate) {
    await launch(terminal, told);
  }

  expect(await terminal.exited).toMatchObject({ exitCode: 16 });
  expect(terminal.everything().replaceAll('\n', '')).toMatch(
    /NOT recorded: .*nothing was deployed|NOT started: .*Nothing was run/,
  );
  expect(terminal.everything()).toContain('make room');
  expect(told.lines('ran')).toEqual([]);
});

test('F23 a file size limit: refused before the first question, and never a half-written log', async () => {
  const told = deployStory(deploy);
  await using terminal = told.open(after('ulimit -f 1'));
  const { exitCode } = await terminal.exited;
  expect(exitCode).toBe(16);
  expect(terminal.everything()).toContain('EFBIG');
  expect(told.lines('ran')).toEqual([]);
});

test('the evidence store made unwritable does not turn an unknown into a go', async () => {
  const told = deployStory(deploy, ['{run: "seq 5000; exit 3", id: noisy, question: "Is it quiet?"}']);
  const first = told.open();
  await read(first, sky);
  const { stateDir, projectId } = await placeOfLog(told);
  await first.kill();
  const evidence = join(stateDir, 'v1', projectId, 'evidence');
  rmSync(evidence, { recursive: true });
  writeFileSync(evidence, '');
  await using terminal = told.open();
  expect(await terminal.exited).toMatchObject({ exitCode: 16 });
  rmSync(evidence);
  mkdirSync(evidence, { mode: 0o700 });
  chmodSync(evidence, 0o700);
  expect(course(told.records())).not.toContain('decision');
});

test('everything the state directory holds is for its owner alone', async () => {
  const told = deployStory(deploy);
  await using terminal = told.open();
  await goLive(terminal, told);
  await answer(terminal, used, 'g');
  await terminal.exited;
  const { stateDir } = await placeOfLog(told);
  const listed = spawnSync('find', [stateDir, '-perm', '/077'], { encoding: 'utf8' }).stdout;
  expect(listed).toBe('');
  const temporary = spawnSync('find', [stateDir, '-name', '*.tmp', '-o', '-name', '*.claim', '-o', '-name', '*.lock'], {
    encoding: 'utf8',
  }).stdout;
  expect(temporary).toBe('');
  expect(only(told.records(), 'run.end')).toMatchObject({ outcome: 'deployed' });
  expect(newestRun(told)).toMatch(/^\d{8}T\d{6}Z-/);
});
