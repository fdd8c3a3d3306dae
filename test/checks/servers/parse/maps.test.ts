import { expect, test } from 'vitest';
import { ownerOf, readMaps, unseen } from '../../../../src/checks/servers/parse/maps.js';

const counts = 'counts\tunits\t28\t1\t3\t3\n';

test('S2 a library replaced under a process is stale, and belongs to a package', () => {
  const { value } = readMaps(
    `stale\t812\tapp\tuwsgi.service\tuwsgi\t/usr/lib/x86_64-linux-gnu/libssl.so.3
stale\t99\tother\t-\tcron worker\t/srv/a b/libx.so
${counts}owner\tlibssl3:amd64\t/usr/lib/x86_64-linux-gnu/libssl.so.3\n`,
  );

  expect(value.stale).toEqual([
    {
      pid: 812,
      program: 'uwsgi',
      file: '/usr/lib/x86_64-linux-gnu/libssl.so.3',
      app: true,
      unit: 'uwsgi.service',
    },
    { pid: 99, program: 'cron worker', file: '/srv/a b/libx.so', app: false },
  ]);
  expect(value.processes).toEqual({ of: 'units', readable: 28, unreadable: 1, appReadable: 3, app: 3 });
});

test.each([
  ['/usr/lib/libssl.so.3', 'libssl3'],
  ['/lib/libssl.so.3', 'libssl3'],
  ['/lib/i386-linux-gnu/libc.so.6', 'libc6:i386'],
  ['/srv/app/libx.so', undefined],
])('the file %s is of the package %s, also on a merged /usr', (file, owner) => {
  const owners = new Map([
    ['/usr/lib/libssl.so.3', 'libssl3:amd64'],
    ['/lib/i386-linux-gnu/libc.so.6', 'libc6:i386'],
  ]);

  expect(ownerOf(file, owners, new Set(['libssl3', 'libc6', 'libc6:i386']))).toBe(owner);
});

test('S4 two versions of one library in one process are told once, however many workers have them', () => {
  const worker = (pid: number): string => `twice\t${pid}\tlibssl\tuwsgi\t/usr/lib/libssl.so.3
twice\t${pid}\tlibssl\tuwsgi\t/srv/venv/psycopg2/.libs/libssl-8bb9b3dd.so.1.0.2o
`;

  expect(readMaps(worker(812) + worker(813) + counts).value.twice).toEqual([
    {
      program: 'uwsgi',
      library: 'libssl',
      files: ['/srv/venv/psycopg2/.libs/libssl-8bb9b3dd.so.1.0.2o', '/usr/lib/libssl.so.3'],
    },
  ]);
});

test.each([
  ['', 'the processes were not looked through to the end'],
  ['stale\t812\tapp\t-\tuwsgi\t/usr/lib/libssl.so.3\n', 'the processes were not looked through to the end'],
  ['counts\tunits\t28\t1\t3\n', 'the processes were not looked through to the end'],
  [`stale\tx\tapp\t-\tuwsgi\t/usr/lib/libssl.so.3\n${counts}`, '1 of 2 lines could not be understood'],
])('what is cut short or strange is not known (%#)', (text, why) => {
  expect(() => readMaps(text)).toThrow(why);
});

test.each([
  ['S8 nobody may look', { of: 'units', readable: 0, unreadable: 40, appReadable: 0, app: 12 }, '0 of 12', true],
  [
    'S8 and has nothing of its own',
    { of: 'user', readable: 0, unreadable: 12, appReadable: 0, app: 0 },
    '0 of 12',
    true,
  ],
  ['some may be looked into', { of: 'units', readable: 9, unreadable: 40, appReadable: 9, app: 12 }, '9 of 12', false],
] as const)('%s: that nothing was found means nothing', (_what, processes, text, total) => {
  expect(unseen(processes)).toMatchObject({ text: expect.stringMatching(text), total });
});

test('where all of the app could be looked into, nothing is unseen', () => {
  expect(unseen({ of: 'user', readable: 3, unreadable: 40, appReadable: 3, app: 3 })).toBeUndefined();
  expect(unseen({ of: 'units', readable: 3, unreadable: 40, appReadable: 0, app: 0 })).toBeUndefined();
});

test('a line about a process that was not understood is not left out without a word', () => {
  const stale = (pid: number): string => `stale\t${pid}\tapp\t-\tuwsgi\t/usr/lib/libssl.so.3\n`;
  const text = Array.from({ length: 120 }, (_, index) => stale(index + 1)).join('') + counts;

  expect(readMaps(text)).not.toHaveProperty('partial');
  expect(readMaps(`${text}stale\tx\tapp\t-\tuwsgi\t/usr/lib/libssl.so.3\n`)).toMatchObject({
    value: { stale: { length: 120 } },
    partial: '1 of 122 lines could not be understood',
  });
});
