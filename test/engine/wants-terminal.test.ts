import { expect, test } from 'vitest';
import { wantedTerminal } from '../../src/engine/wants-terminal.js';

test.each([
  'the input device is not a TTY',
  'stty: standard input: Inappropriate ioctl for device',
  'sudo: a terminal is required to read the password; either use the -S option',
  'sudo: no tty present and no askpass program specified',
  "fatal: could not read Username for 'https://git.test': terminal prompts disabled",
  'EOFError: EOF when reading a line',
  "gpg: cannot open `/dev/tty': No such device or address",
  'sh: 1: cannot open /dev/tty: No such device or address',
  'Pseudo-terminal will not be allocated because stdin is not a terminal.',
  'Error: stdin is not a terminal',
  'Host key verification failed.',
  'unexpected end of input while reading from stdin',
])('points to a terminal that is not there: %s', (line) => {
  expect(wantedTerminal(`starting\r\n${line}\nexit 1\n`)).toBe(line);
});

test.each([
  '',
  'error: connection refused',
  'the terminal server was restarted',
  'no such file or directory: tty.conf',
  'EOF\nheredoc done',
  'SyntaxError: Unexpected end of JSON input',
])('%j points nowhere', (text) => {
  expect(wantedTerminal(text)).toBeUndefined();
});

test('what was said long before the end does not count', () => {
  expect(wantedTerminal(`not a tty\n${'working\n'.repeat(60)}failed\n`)).toBeUndefined();
});
