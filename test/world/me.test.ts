import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OperatorError, OperatorErrors, showPlace } from '../../src/errors.js';
import { readMe } from '../../src/world/me.js';
import { temporaryDirectory } from '../helpers/repository.js';

const place = (directory = temporaryDirectory()) => ({ SHIPIT_CONFIG_DIR: directory });

function withFile(text: string) {
  const env = place();
  writeFileSync(join(env.SHIPIT_CONFIG_DIR, 'me.yml'), text);
  return env;
}

/** `2:14 sentence → hint` for each mistake. */
async function mistakes(text: string): Promise<readonly string[]> {
  const error = await readMe(withFile(text)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OperatorErrors);
  return (error as OperatorErrors).errors.map(({ place: at, message, hint }) => {
    const where = at === undefined ? '' : showPlace(at).split(':').slice(-2).join(':');
    return `${where} ${message}${hint === undefined ? '' : ` → ${hint}`}`;
  });
}

test('everything that can stand in it', async () => {
  const env = withFile(`emails: [ada@x.test, ada@home.test]
absences:
  - 2026-11-02..2026-11-20   # Lisbon
  - 2026-12-24
  - ics:~/Calendars/leave.ics
  - {ics: "https://calendar.test/private-key/leave.ics", all: true}
work_days: mon-wed
key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE ada
`);
  expect(await readMe(env)).toEqual({
    emails: ['ada@x.test', 'ada@home.test'],
    absences: [
      { type: 'dates', from: '2026-11-02', to: '2026-11-20' },
      { type: 'dates', from: '2026-12-24', to: '2026-12-24' },
      { type: 'ics', address: '~/Calendars/leave.ics', all: false },
      { type: 'ics', address: 'https://calendar.test/private-key/leave.ics', all: true },
    ],
    workDays: ['mon', 'tue', 'wed'],
    key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE ada',
  });
});

test('a calendar named by a relative path lies beside the file', async () => {
  const env = withFile('absences: ["ics:leave.ics"]\n');
  const address = join(env.SHIPIT_CONFIG_DIR, 'leave.ics');
  expect((await readMe(env)).absences).toEqual([{ type: 'ics', address, all: false }]);
});

test('one absence needs no list, one address neither', async () => {
  expect(await readMe(withFile('emails: ada@x.test\nabsences: 2026-11-02..2026-11-20\n'))).toEqual({
    emails: ['ada@x.test'],
    absences: [{ type: 'dates', from: '2026-11-02', to: '2026-11-20' }],
  });
});

test.each(['', '\n\n', '# nothing yet\n', 'absences:\nemails:\nwork_days:\n', 'absences: []\n'])(
  'what says nothing (%j) is nothing known',
  async (text) => {
    expect(await readMe(withFile(text))).toEqual({ emails: [], absences: [] });
  },
);

test('without a file nothing is known, and nothing is made', async () => {
  const env = place(join(temporaryDirectory(), 'not-there'));
  expect(await readMe(env)).toEqual({ emails: [], absences: [] });
  expect(existsSync(env.SHIPIT_CONFIG_DIR)).toBe(false);
});

test('every mistake is told at its place, all at once', async () => {
  expect(
    await mistakes(`absence: 2026-11-02
work_days: weekdays
absences:
  - 2026-02-30
  - {url: "https://x.test"}
emails: ada
`),
  ).toEqual([
    '1:1 unknown key `absence` → did you mean `absences`?',
    '2:12 `work_days`: `weekdays` is not a day → write mon-thu, or a list: [mon, wed]',
    '4:5 `absences` is neither a date nor a calendar; write 2026-12-24, 2026-12-18..2027-01-04 or ics:FILE-or-URL',
    expect.stringMatching(/^5:/),
    expect.stringMatching(/^5:/),
    '6:9 `emails` is not an e-mail address',
  ]);
});

test.each([
  ['broken YAML', 'absences: [2026-11-02\n'],
  ['a list', '- 2026-11-02\n'],
  ['a text', 'vacation\n'],
  ['the end before the start', 'absences: [2026-11-20..2026-11-02]\n'],
])('%s is refused, never taken for no leave', async (_name, text) => {
  expect((await mistakes(text)).length).toBeGreaterThan(0);
});

test.each<[string, (file: string) => void]>([
  ['B68 a directory', (file) => mkdirSync(file)],
  ['a link to nowhere', (file) => symlinkSync('nowhere', file)],
  ['not UTF-8', (file) => writeFileSync(file, Buffer.from([0x61, 0xff, 0xfe]))],
])('%s is one clear sentence, never no leave', async (_name, make) => {
  const env = place();
  make(join(env.SHIPIT_CONFIG_DIR, 'me.yml'));
  await expect(readMe(env)).rejects.toThrow(OperatorError);
  await expect(readMe(env)).rejects.toThrow(/me\.yml/);
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is one clear sentence', async () => {
  const env = withFile('absences: []\n');
  chmodSync(join(env.SHIPIT_CONFIG_DIR, 'me.yml'), 0);
  await expect(readMe(env)).rejects.toThrow(/me\.yml cannot be read: permission denied/);
});
