import { expect, test } from 'vitest';
import { judgeAll } from '../../../src/checks/probe/all.js';

const failed = (...failing: readonly string[]) => ({ state: 'failed', text: 'some fail', failing }) as const;
const unknown = (...failing: readonly string[]) =>
  ({ state: 'unknown', text: 'not finished after 10 s', failing }) as const;

test.each([
  ['all can be loaded', { state: 'ok', text: 'all 208 modules can be loaded', failing: [] } as const, [], 'ok'],
  ['what could not before cannot now', failed('tkinter'), ['tkinter'], 'ok'],
  ['one more than before', failed('sqlite3', 'tkinter'), ['tkinter'], 'failed'],
  ['it dies where it only failed', failed('tkinter dies'), ['tkinter'], 'failed'],
  ['not everything was tried', unknown(), [], 'unknown'],
  ['not everything was tried, and one has failed', unknown('sqlite3'), [], 'failed'],
  ['nobody knows what could be loaded before', failed('tkinter'), undefined, 'unknown'],
  ['nobody knows that, and one dies', failed('psycopg2 dies'), undefined, 'failed'],
  ['nobody knows that, and all is well', { state: 'ok', text: 'all of it', failing: [] } as const, undefined, 'ok'],
])('S7 imports after the deploy: %s', (_what, now, before, state) => {
  expect(judgeAll(now, before).state).toBe(state);
});
