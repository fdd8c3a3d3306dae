import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { callInShell, type Shell, testInShells } from '../../helpers/shells.js';

const script = readFileSync(join(import.meta.dirname, '../../../src/checks/migrations/pending.sh'), 'utf8');

const run = (shell: Shell, seconds: string, most: string, ...words: readonly string[]): string =>
  callInShell(shell, { script, call: ['pending_command', seconds, most, ...words] }).out;

testInShells('what a command prints on a host comes back whole, with how it ended', (shell) => {
  expect(run(shell, '10', '1000', 'sh', '-c', 'echo one; echo two >&2; exit 3')).toBe('end 3 8\none\ntwo\n');
  expect(run(shell, '10', '1000', 'printf', '%s', '$(id); "x"')).toBe('end 0 10\n$(id); "x"');
  expect(run(shell, '10', '1000', 'no-such-program-here')).toMatch(/^end 127 \d+\n/);
  expect(run(shell, '10', '1000', 'true')).toBe('end 0 0\n');
});

testInShells('what is too long is cut, and said to be; what hangs is ended', (shell) => {
  expect(run(shell, '10', '5', 'printf', '%s', '123456789')).toBe('end 0 6\n123456');
  expect(run(shell, '1', '1000', 'sleep', '60')).toBe('it did not end within 1 s\n');
});
