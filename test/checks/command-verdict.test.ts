import { expect, test } from 'vitest';
import { commandVerdict } from '../../src/checks/command-verdict.js';
import type { CommandEnd, CommandResult } from '../../src/world/commands.js';

const result = (end: CommandEnd, stdout = ''): CommandResult => ({
  end,
  stdout,
  stderr: '',
  all: stdout,
  bytes: stdout.length,
  ms: 10,
  cut: false,
});

const exit = (code: number, stdout?: string): CommandResult => result({ how: 'exit', code }, stdout);

test.each([
  [exit(0), 'go'],
  [exit(1), 'no-go'],
  [exit(3), 'no-go'],
  [exit(75), 'unknown'],
  [exit(77), 'n/a'],
  [exit(126), 'unknown'],
  [exit(127), 'unknown'],
  [exit(139), 'no-go'],
  [exit(255), 'no-go'],
  [result({ how: 'signal', signal: 'SIGSEGV' }), 'no-go'],
  [result({ how: 'timeout', afterMs: 1000 }), 'unknown'],
  [result({ how: 'aborted' }), 'unknown'],
  [result({ how: 'not-started', error: 'x was not found' }), 'unknown'],
] as const)('%j is %s', (ended, verdict) => {
  expect(commandVerdict(ended).verdict).toBe(verdict);
});

test('a crash is named, also through a shell', () => {
  expect(commandVerdict(result({ how: 'signal', signal: 'SIGSEGV' })).summary).toBe('died with SIGSEGV');
  expect(commandVerdict(exit(139)).summary).toBe('died with SIGSEGV');
});

test.each([
  [0, 'go'],
  [1, 'warn'],
  [2, 'no-go'],
  [3, 'unknown'],
  [4, 'unknown'],
  [127, 'unknown'],
  [139, 'no-go'],
] as const)('a nagios plugin that ends with %i is %s', (code, verdict) => {
  expect(commandVerdict(exit(code), 'nagios').verdict).toBe(verdict);
});

test('JSON on the last line wins over the exit status', () => {
  const stdout =
    'working\n{"verdict":"warn","summary":"2 old images","findings":[{"key":"old","text":"a is old"}]}\n\n';
  expect(commandVerdict(exit(1, stdout))).toMatchObject({
    verdict: 'warn',
    summary: '2 old images',
    findings: [{ key: 'old', text: 'a is old', verdict: 'warn' }],
  });
});

test.each([
  ['{"verdict":"fine"}', 'unknown'],
  ['{"verdict":"go","findings":"none"}', 'unknown'],
  ['{"verdict":"go","findings":[{"key":"a","text":"b","verdict":"no-go"}]}', 'no-go'],
  ['{"verdict":"go"', 'go'],
  ['{"result":"no-go"}', 'go'],
  ['"verdict"', 'go'],
  ['{"verdict":"no-go"}\nbye', 'go'],
] as const)('exit 0 with %j is %s', (stdout, verdict) => {
  expect(commandVerdict(exit(0, stdout)).verdict).toBe(verdict);
});

test('JSON of a command that was stopped, or never found, counts for nothing', () => {
  const go = '{"verdict":"go"}';
  expect(commandVerdict(result({ how: 'timeout', afterMs: 1 }, go)).verdict).toBe('unknown');
  expect(commandVerdict(result({ how: 'signal', signal: 'SIGKILL' }, go)).verdict).toBe('no-go');
  expect(commandVerdict(exit(127, go)).verdict).toBe('unknown');
});
