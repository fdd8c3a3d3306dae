import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRedactor } from '../../src/text/redact.js';
import { runCommand } from '../../src/world/commands.js';
import { debuggedCommands } from '../../src/world/debug-commands.js';
import { noDebug, openDebugLog } from '../../src/world/debug-log.js';
import { temporaryDirectory } from '../helpers/repository.js';

const options = { now: () => new Date('2026-11-19T09:00:00Z'), redact: (text: string) => text };
const linesOf = (path: string): readonly Readonly<Record<string, unknown>>[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('without a file nothing is noted', () => {
  expect(openDebugLog(undefined, options)).toBe(noDebug);
  expect(openDebugLog('', options)).toBe(noDebug);
});

test('one JSON object a line, appended, readable by its owner alone', () => {
  const path = join(temporaryDirectory(), 'debug.log');
  writeFileSync(path, '{"what":"before"}\n', { mode: 0o644 });
  openDebugLog(path, options)('command', { end: 'exit 0', ms: 3 });
  expect(linesOf(path)).toEqual([
    { what: 'before' },
    { t: '2026-11-19T09:00:00.000Z', pid: process.pid, what: 'command', end: 'exit 0', ms: 3 },
  ]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('secrets are redacted wherever they stand, and every line stays JSON', () => {
  const path = join(temporaryDirectory(), 'debug.log');
  const redact = createRedactor({ DEPLOY_TOKEN: 'hunter2-hunter2' });
  const argv = ['git', 'push', 'https://ada:s3cretpass@git.test/x', 'hunter2-hunter2'];
  openDebugLog(path, { ...options, redact })('command', { command: argv, deep: { note: 'token hunter2-hunter2"' } });
  expect(readFileSync(path, 'utf8')).not.toMatch(/hunter2|s3cretpass/);
  expect(linesOf(path)).toHaveLength(1);
});

test.each<[string, (folder: string) => string]>([
  ['a directory', (folder) => folder],
  ['a directory that is not there', (folder) => join(folder, 'none', 'debug.log')],
  [
    'a link',
    (folder) => {
      symlinkSync(join(folder, 'elsewhere'), join(folder, 'link'));
      return join(folder, 'link');
    },
  ],
  [
    'a pipe that nobody reads',
    (folder) => {
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      return join(folder, 'pipe');
    },
  ],
  ['a device', () => '/dev/null'],
])('%s is refused in one sentence', (_name, make) => {
  expect(() => openDebugLog(make(temporaryDirectory()), options)).toThrow(
    /^SHIPIT_DEBUG names .* nothing can be written/,
  );
});

test('what cannot be written later on is lost, and nothing else happens', () => {
  const folder = join(temporaryDirectory(), 'log');
  mkdirSync(folder);
  const path = join(folder, 'debug.log');
  const debug = openDebugLog(path, options);
  chmodSync(path, 0o000);
  const circle: Record<string, unknown> = {};
  circle['circle'] = circle;
  expect(() => debug('circle', circle)).not.toThrow();
});

test('commands are noted with how they ended, and never with their output', async () => {
  const path = join(temporaryDirectory(), 'debug.log');
  const commands = debuggedCommands(runCommand, openDebugLog(path, options));
  const request = { command: ['sh', '-c', 'printf sec; printf ret; exit 3'], cwd: '/', timeoutMs: 10_000 };
  expect((await commands(request)).stdout).toBe('secret');
  expect(linesOf(path)).toMatchObject([{ what: 'command', command: request.command, end: 'exit 3', bytes: 6 }]);
  expect(readFileSync(path, 'utf8')).not.toContain('secret');
  expect(debuggedCommands(runCommand, noDebug)).toBe(runCommand);
});
