import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Ask } from '../../../src/checks/probe/ask.js';
import { askHere } from '../../../src/checks/probe/ask-here.js';
import { hostLogPosition, hostSource } from '../../../src/checks/probe/host-log.js';
import { type LogReader, readLog } from '../../../src/checks/probe/log.js';
import { fileSource } from '../../../src/checks/probe/log-file.js';
import { logPosition } from '../../../src/checks/probe/log-files.js';
import type { LogSource } from '../../../src/checks/probe/log-source.js';
import type { LogProbe } from '../../../src/checks/probe/spec.js';
import type { LogPosition } from '../../../src/run/events.js';
import { runCommand } from '../../../src/world/commands.js';
import { temporaryDirectory } from '../../helpers/repository.js';

const probe: LogProbe = { type: 'log', name: 'crashes', host: 'local', path: 'app.log', max: 0 };
const never = new AbortController().signal;

type Open = (path: string, from: LogPosition | undefined, bytes?: number) => LogSource;

/** What a host's shell may be: the functions for it are run by that shell here. */
const askBy = (...shell: readonly string[]): Ask => askHere(runCommand, '/', 10_000, shell);
const onHost =
  (shell: readonly string[]): Open =>
  (path, from, bytes) =>
    hostSource(askBy(...shell), path, from, bytes);

const shells = [
  ['a host with dash', ['dash']],
  ['a host with BusyBox', ['busybox', 'sh']],
  ['a host with bash', ['bash', '--posix']],
] as const;

const sources: readonly (readonly [string, Open])[] = [
  ['a file here', fileSource],
  ...shells.map(([where, shell]) => [where, onHost(shell)] as const),
];

/** A log with a crash of before the deploy in it, and a reader that stands behind that. */
function logged(
  source: Open,
  changes: Partial<LogProbe> = {},
  options: { readonly forgiven?: number; readonly bytes?: number } = {},
) {
  const path = join(temporaryDirectory(), 'app.log');
  writeFileSync(path, 'FATAL: long ago\n');
  const { dev, ino, size } = statSync(path);
  const from = { path, dev, ino, size };
  const open = (): LogReader => {
    const { forgiven = 0, bytes } = options;
    const reader = readLog({ ...probe, ...changes }, source(path, from, bytes), { path, forgiven });
    onTestFinished(reader.close);
    return reader;
  };
  const reader = open();
  return {
    path,
    rotated: `${path}.1`,
    open,
    look: async (excused = false) => {
      const { state, value } = await reader.look(excused, never);
      return [state, value];
    },
    reader,
  };
}

describe.each(sources)('in %s', (_where, source) => {
  test('only what comes after the deploy counts; one line too many fails at once, with the line', async () => {
    const { path, look, reader } = logged(source);
    expect(await look()).toEqual(['ok', 0]);
    appendFileSync(path, 'all is well\nworker 1 died\n');
    expect(await reader.look(false, never)).toEqual({
      state: 'failed',
      value: 1,
      atOnce: true,
      text: '1 line since the deploy: worker 1 died',
    });
  });

  test('what was found does not go away by itself: it fails until somebody says that it was not caused by this', async () => {
    const { path, look } = logged(source);
    appendFileSync(path, 'FATAL\n');
    expect(await look()).toEqual(['failed', 1]);
    expect(await look()).toEqual(['failed', 1]);
    expect(await look(true)).toEqual(['ok', 1]);
    expect(await look(false)).toEqual(['ok', 1]);
    appendFileSync(path, 'FATAL\n');
    expect(await look(false)).toEqual(['failed', 2]);
  });

  test('`max` lines may match', async () => {
    const { path, look } = logged(source, { max: 2, match: 'Lock wait timeout' });
    appendFileSync(path, 'Lock wait timeout\nFATAL\nLock wait timeout\n');
    expect(await look()).toEqual(['ok', 2]);
    appendFileSync(path, 'Lock wait timeout\n');
    expect(await look()).toEqual(['failed', 3]);
  });

  test('a pattern that takes for ever on a line blocks no key; nobody knows then, ever, unless more is found', async () => {
    const { path, look, reader } = logged(source, { match: '^(\\w+\\s?)*error$' });
    expect(await look()).toEqual(['ok', 0]);
    appendFileSync(path, `${'a'.repeat(40)}!\n`);
    let ticks = 0;
    const clock = setInterval(() => {
      ticks += 1;
    }, 10);
    const unknown = { state: 'unknown', text: 'the pattern takes too long on this text', forGood: true };
    expect(await reader.look(false, never)).toMatchObject(unknown);
    clearInterval(clock);
    expect(ticks).toBeGreaterThan(5);
    expect(await reader.look(false, never)).toMatchObject(unknown);
    appendFileSync(path, 'an error\n');
    expect(await look()).toEqual(['failed', 1]);
  });

  test('H3 renamed in the middle: the rest of the old one counts, then all of the new one', async () => {
    const { path, rotated, look } = logged(source);
    expect(await look()).toEqual(['ok', 0]);
    appendFileSync(path, 'FATAL: before the rotation\n');
    renameSync(path, rotated);
    appendFileSync(rotated, 'FATAL: by a process that still had it open\n');
    writeFileSync(path, 'FATAL: in the new one\n');
    expect(await look()).toEqual(['failed', 3]);
  });

  test('H3 renamed, and the new one is not there yet: the old one is read on', async () => {
    const { path, rotated, look } = logged(source);
    expect(await look()).toEqual(['ok', 0]);
    renameSync(path, rotated);
    expect(await look()).toEqual(['unknown', 0]);
    appendFileSync(rotated, 'FATAL\n');
    expect(await look()).toEqual(['failed', 1]);
    writeFileSync(path, 'FATAL\n');
    expect(await look()).toEqual(['failed', 2]);
  });

  test('H3 copied and emptied in place: it goes on from its start', async () => {
    const { path, rotated, look } = logged(source);
    appendFileSync(path, 'all is well, and has been for a long time\n');
    expect(await look()).toEqual(['ok', 0]);
    copyFileSync(path, rotated);
    truncateSync(path);
    appendFileSync(path, 'FATAL\n');
    expect(await look()).toEqual(['failed', 1]);
  });

  test.each([
    ['emptied and written past its old size', () => undefined],
    ['removed and made anew', (path: string) => rmSync(path)],
  ])('the deploy’s crash is in a log that was %s before the first look: it counts', async (_how, first) => {
    const path = join(temporaryDirectory(), 'app.log');
    writeFileSync(path, 'all is well\n'.repeat(50));
    const from = await logPosition(path);
    first(path);
    writeFileSync(path, `Traceback (most recent call last)\n${'all is well now\n'.repeat(100)}`);
    // A new file may or may not get the number of the one that was removed.
    const { dev, ino } = statSync(path);
    const reader = readLog(probe, source(path, from && { ...from, dev, ino }), { path });
    onTestFinished(reader.close);
    expect(await reader.look(false, never)).toMatchObject({ state: 'failed', value: 1 });
  });

  test('written anew between two looks, and longer than before: all of it counts, once', async () => {
    const { path, look } = logged(source);
    appendFileSync(path, 'all is well\n');
    expect(await look()).toEqual(['ok', 0]);
    writeFileSync(path, `FATAL\n${'all is well now\n'.repeat(100)}`);
    expect(await look()).toEqual(['failed', 1]);
    appendFileSync(path, 'FATAL\n');
    expect(await look()).toEqual(['failed', 2]);
    expect(await look()).toEqual(['failed', 2]);
  });

  test('a log that only grows is never read twice, a crash of before the deploy stays there', async () => {
    const path = join(temporaryDirectory(), 'app.log');
    writeFileSync(path, 'FATAL: long ago\n'.repeat(100));
    const from = await logPosition(path);
    appendFileSync(path, 'x');
    const reader = readLog(probe, source(path, from), { path });
    onTestFinished(reader.close);
    expect(from?.tail).toHaveLength(64);
    expect(await reader.look(false, never)).toMatchObject({ state: 'ok', value: 0 });
    renameSync(path, `${path}.1`);
    writeFileSync(path, 'all is well\n');
    const late = readLog(probe, source(path, from), { path });
    onTestFinished(late.close);
    expect(await reader.look(false, never)).toMatchObject({ state: 'ok', value: 0 });
    expect(await late.look(false, never)).toMatchObject({ state: 'ok', value: 0 });
  });

  test('H3 rotated twice while nobody watched: a resumed run finds all three files', async () => {
    const { path, rotated, look, open } = logged(source);
    appendFileSync(path, 'FATAL: 1\n');
    expect(await look()).toEqual(['failed', 1]);
    renameSync(path, `${path}.2`);
    utimesSync(`${path}.2`, 1000, 1000);
    writeFileSync(rotated, 'FATAL: 2\n');
    utimesSync(rotated, 2000, 2000);
    writeFileSync(path, 'FATAL: 3\n');
    expect(await open().look(false, never)).toMatchObject({ state: 'failed', value: 3 });
  });

  test('a rotated log that nobody can find, or that was packed meanwhile: never called well', async () => {
    const gone = logged(source);
    // Out of sight, and its inode is nobody else's.
    renameSync(gone.path, join(gone.path, '..', 'elsewhere'));
    writeFileSync(gone.path, 'all is well\n');
    expect(await gone.look()).toEqual(['unknown', 0]);
    expect(await gone.look()).toEqual(['unknown', 0]);
    appendFileSync(gone.path, 'FATAL\n');
    expect(await gone.look()).toEqual(['failed', 1]);
  });

  test('what somebody excused before this process stays excused; what came since does not', async () => {
    const { path, look } = logged(source, {}, { forgiven: 1 });
    appendFileSync(path, 'FATAL: excused\n');
    expect(await look(true)).toEqual(['ok', 1]);
    appendFileSync(path, 'FATAL: new\n');
    expect(await look(false)).toEqual(['failed', 2]);
  });

  test('there was no log before the deploy: all of it is new', async () => {
    const path = join(temporaryDirectory(), 'new.log');
    const reader = readLog(probe, source(path, undefined), { path });
    expect(await reader.look(false, never)).toMatchObject({ state: 'unknown', text: `there is no ${path}` });
    writeFileSync(path, 'FATAL\n');
    expect(await reader.look(false, never)).toMatchObject({ state: 'failed', value: 1 });
    await reader.close();
  });

  test('a pipe in place of the log is unknown, and nobody waits for it', async () => {
    const path = join(temporaryDirectory(), 'pipe');
    execFileSync('mkfifo', [path]);
    expect(await readLog(probe, source(path, undefined), { path }).look(false, never)).toEqual({
      state: 'unknown',
      value: 0,
      text: `${path}: it is no ordinary file`,
    });
  });

  test('a flood is read in portions, and nothing of it is called well before its end', async () => {
    const { path, look } = logged(source, {}, { bytes: 100_000 });
    appendFileSync(path, `${'x'.repeat(99)}\n`.repeat(1500));
    expect(await look()).toEqual(['unknown', 0]);
    expect(await look()).toEqual(['ok', 0]);
    appendFileSync(path, `${'x'.repeat(99)}\n`.repeat(1500));
    appendFileSync(path, 'FATAL\n');
    expect(await look()).toEqual(['unknown', 0]);
    expect(await look()).toEqual(['failed', 1]);
  });
});

test.each(shells)('in %s: where a log ends, and why nobody can say', async (_where, shell) => {
  const folder = temporaryDirectory();
  const path = join(folder, "it's a log $HOME.log");
  writeFileSync(path, 'all is well\n'.repeat(50));
  const { dev, ino, size } = statSync(path);
  const at = (file: string) => hostLogPosition(askBy(...shell), file, never);
  expect(await at(path)).toEqual({ path, dev, ino, size, tail: (await logPosition(path))?.tail });
  expect(await at(join(folder, 'none.log'))).toBe('none');
  expect(await at(folder)).toEqual({ unknown: 'it is no ordinary file' });
});
