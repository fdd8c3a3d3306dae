import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseRecords, parseTold } from '../../../src/checks/migrations/rehearsal.js';
import { readRehearsals } from '../../../src/checks/migrations/rehearsal-files.js';
import { rehearsalKey } from '../../../src/checks/migrations/rehearsal-key.js';
import { type Weighing, weighRehearsal } from '../../../src/checks/migrations/rehearsal-verdict.js';
import { dayOf } from '../../../src/checks/release-words.js';
import { temporaryDirectory } from '../../helpers/repository.js';
import { checklist } from '../gathering.js';

const key = 'ab'.repeat(32);
const good = { key, at: '2026-11-18T04:00:00Z', ok: true, copyTaken: '2026-11-18T03:00:00Z', seconds: 12, rows: 214 };
const weighing: Weighing = {
  now: new Date('2026-11-19T08:00:00Z'),
  limits: { copy_age: 7 * 86_400_000, max_time: 300_000 },
  changesRows: true,
  day: (at) => at.slice(0, 10),
};

test.each<[string, object, object, string, string]>([
  ['a good one', {}, {}, 'go', 'run on a copy of production on 2026-11-18 in 12 s changing 214 rows'],
  ['failed', { ok: false }, {}, 'no-go', 'it failed on a copy of production on 2026-11-18'],
  [
    'an old copy',
    { copyTaken: '2026-11-11T03:00:00Z' },
    {},
    'no-go',
    'the copy it ran on is of 2026-11-11, older than 7 d',
  ],
  [
    'a copy is never younger than what ran on it',
    { at: '2024-01-01T04:00:00Z', copyTaken: undefined },
    {},
    'no-go',
    'the copy it ran on is of 2024-01-01 at best, older than 7 d',
  ],
  [
    'young, and nothing says when the copy was taken',
    { copyTaken: undefined, seconds: 1 },
    {},
    'go',
    expect.any(String),
  ],
  ['too slow', { seconds: 301 }, {}, 'warn', 'it took 5 m 1 s, more than 5 m'],
  ['no row touched', { rows: 0 }, {}, 'warn', 'it changed no row: was the copy empty?'],
  [
    'no row touched by a schema',
    { rows: 0 },
    { changesRows: false },
    'go',
    'run on a copy of production on 2026-11-18 in 12 s changing 0 rows',
  ],
  ['of tomorrow', { at: '2026-11-20T04:00:00Z' }, {}, 'unknown', 'it is dated 2026-11-20, which is still to come'],
])('a rehearsal: %s', (_name, changes, more, verdict, summary) => {
  expect(weighRehearsal({ ...good, ...changes }, { ...weighing, ...more })).toMatchObject({ verdict, summary });
});

test('findings name the files they are about, so that an accepted one is not accepted for others', () => {
  const { findings } = weighRehearsal({ ...good, seconds: 400, rows: 0 }, weighing);
  expect(findings?.map((one) => one.key)).toEqual(['slow:abababababab', 'rows:abababababab']);
});

test('a day of another year carries it', () => {
  const calendar = { calendar: { ...checklist.calendar, tz: 'UTC' } };
  const now = new Date('2026-11-19T08:00:00Z');
  expect(dayOf('2024-01-01T04:00:00Z', calendar, now)).toBe('Mon 1 Jan 2024');
  expect(dayOf('2026-11-18T04:00:00Z', calendar, now)).toBe('Wed 18 Nov');
});

test('the key is that of git and sha256sum, whatever the order and the names', () => {
  const files = ['b', 'a', 'ä', 'Z', '\u{10000}', '\uff5e'].map((path, index) => ({
    ...{ path, blob: String(index).repeat(40), status: 'A' as const },
  }));
  const text = files.map(({ path, blob }) => `${path} ${blob}\n`).join('');
  const byShell = execFileSync('sh', ['-c', 'LC_ALL=C sort | sha256sum'], { input: text, encoding: 'utf8' });
  expect(rehearsalKey(files)).toBe(byShell.split(' ')[0]);
  expect(rehearsalKey([...files].reverse())).toBe(rehearsalKey(files));
  expect(rehearsalKey(files.map((file) => ({ ...file, blob: 'f'.repeat(40) })))).not.toBe(rehearsalKey(files));
});

const record = { key, at: '2026-11-18T04:00:00Z', ok: true };

test.each<[string, unknown, string]>([
  ['no ok', { key, at: record.at }, 'it has no `ok`'],
  ['no key', { ...record, key: 'abc' }, '`key` is no key; it has 64 hexadecimal digits'],
  ['no instant', { ...record, at: 'yesterday' }, '`at` is no instant; write 2026-11-18T09:30:00Z'],
  ['a number', 7, 'it must be of type object'],
])('a record with %s is told as that', (_name, value, words) => {
  expect(parseRecords(JSON.stringify(value))).toBe(words);
});

test('what a command tells is its last line, and only that', () => {
  expect(parseTold('{"rows": 1}\nok\n')).toEqual({});
  expect(parseTold('ok\n{"rows": 2, "copy_taken": "2026-11-18", "seconds": 3, "locks": "users", "more": 1}\n')).toEqual(
    {
      ...{ rows: 2, copyTaken: '2026-11-18T00:00:00.000Z', seconds: 3, locks: ['users'] },
    },
  );
  expect(parseTold('{"rows": "many"}')).toBe('`rows` must be of type number');
  expect(parseTold('{"key": "nonsense", "ok": false, "rows": 3}')).toEqual({ key: 'nonsense', ok: false, rows: 3 });
});

test('records are read from a file, a directory or a glob; links and broken ones are told, not passed over', async () => {
  const root = temporaryDirectory();
  mkdirSync(join(root, 'ops/rehearsals/old'), { recursive: true });
  writeFileSync(join(root, 'ops/rehearsals/a.json'), JSON.stringify(record));
  writeFileSync(join(root, 'ops/rehearsals/old/b.json'), JSON.stringify([record, { ...record, ok: false }]));
  writeFileSync(join(root, 'ops/rehearsals/c.json'), '{');
  writeFileSync(join(root, 'ops/rehearsals/notes.txt'), 'no');
  const names = async (where: string) => {
    const { list, broken, unknown } = await readRehearsals(root, where);
    return [list.map(({ from }) => from), broken.map(({ name, why }) => `${name}: ${why}`), unknown];
  };
  expect(await names('ops/rehearsals/a.json')).toEqual([['ops/rehearsals/a.json'], [], undefined]);
  const broken = ['ops/rehearsals/c.json: it is no JSON'];
  expect(await names('ops/rehearsals')).toEqual([['ops/rehearsals/a.json'], broken, undefined]);
  expect((await names('ops/**/*.json'))[0]).toHaveLength(3);
  expect(await names('nothing/here.json')).toEqual([[], [], undefined]);
  symlinkSync('/etc', join(root, 'out'));
  expect((await names('out/passwd'))[2]).toBe('out/passwd leads out of the project');
});
