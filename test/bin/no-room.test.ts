import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Runs the program with its output going where nothing can be written. */
function intoFull(...args: readonly string[]) {
  const full = openSync('/dev/full', 'w');
  try {
    const { status, stderr } = spawnSync(process.execPath, [resolve('bin/shipit.cjs'), ...args], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
      timeout: 20_000,
    });
    return { status, stderr };
  } finally {
    closeSync(full);
  }
}

test.skipIf(!existsSync('/dev/full'))(
  'output that no room is left for is told in one sentence, and never as well',
  () => {
    expect(intoFull('schema')).toEqual({
      status: 2,
      stderr: 'shipit: standard output cannot be written: no space is left there (ENOSPC)\n',
    });
    expect(intoFull('--version')).toEqual({ status: 2, stderr: '' });
  },
);

test.skipIf(!existsSync('/dev/full'))('a mistake that cannot be told is still a mistake, and no bug', () => {
  const full = openSync('/dev/full', 'w');
  const { status } = spawnSync(process.execPath, [resolve('bin/shipit.cjs'), 'chekc'], {
    stdio: ['ignore', full, full],
  });
  closeSync(full);
  expect(status).toBe(2);
});
