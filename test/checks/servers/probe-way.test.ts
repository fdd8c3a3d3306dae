import { expect, test } from 'vitest';
import { wayOf } from '../../../src/checks/servers/probe-way.js';

test.each<[string, string, 'failed' | 'unknown']>([
  ['SIGSEGV', 'died with SIGSEGV', 'failed'],
  ['exit-3', 'exit 3', 'failed'],
  ['exit-1', 'exit 1: 14:02:11 pid 4711 could not connect', 'failed'],
  ['missing-sqlite3', "exit 1: ModuleNotFoundError: No module named 'sqlite3'", 'failed'],
  ['missing-_ssl', "exit 1: ImportError: No module named '_ssl'; died", 'failed'],
  ['missing-express', "exit 1: Error: Cannot find module 'express'", 'failed'],
  [
    'missing-libpq.so.5',
    'exit 1: ImportError: libpq.so.5: cannot open shared object file: No such file or directory',
    'failed',
  ],
  ['exit-127', 'not installed there (exit 127)', 'unknown'],
  ['unknown', 'no result after 10 s', 'unknown'],
])('what is accepted of a probe is %s only', (way, text, state) => {
  expect(wayOf({ state, text })).toBe(way);
});
