import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/checklist/digest.js';
import { loadChecklist } from '../../src/checklist/load.js';
import { kinds } from './kinds.js';
import { around, load, loadAround, loadText, mistakesOf, project } from './project.js';

const fixtures = path.join(import.meta.dirname, '../fixtures/checklists');

test('the smallest checklist gets every default', async () => {
  const text = 'shipit: 1\napp: shop\nchecks:\n  - window\ndeploy: make deploy\n';
  const place = (line: number, col: number) => ({ file: 'shipit.yml', line, col });
  const root = project({ 'shipit.yml': text });
  expect(await load(root)).toEqual({
    app: 'shop',
    calendar: { workDays: ['mon', 'tue', 'wed', 'thu', 'fri'], holidays: [], freezes: [] },
    people: {},
    targets: [{ name: 'production', hosts: [], runtimes: [], units: [], revision: [], second: 'named' }],
    repos: {},
    lastDeploy: ['revision', 'ref', 'log'],
    checks: [
      {
        id: 'window',
        kind: 'window',
        options: { break_days: 4 },
        killer: false,
        level: 'block',
        unknown: 'ask',
        facets: {},
        place: place(4, 5),
      },
    ],
    deploy: {
      steps: [{ name: 'deploy', run: 'make deploy', host: 'local', checks: [], tty: false, place: place(5, 9) }],
    },
    after: [],
    sources: [{ file: 'shipit.yml', path: path.join(root, 'shipit.yml'), sha256: sha256(Buffer.from(text)) }],
  });
});

test('a checklist survives JSON: the audit log keeps it whole', async () => {
  const checklist = await loadAround('calendar: {hours: 09:00-17:00}\n');
  expect(JSON.parse(JSON.stringify(checklist))).toEqual(checklist);
});

test('twelve mistakes are twelve sentences, in file order, each at its place', async () => {
  const file = path.join(fixtures, 'twelve-mistakes.yml');
  const found = await mistakesOf(loadChecklist({ file, shown: 'shipit.yml', root: fixtures, kinds }));
  expect(found).toEqual([
    '3:1 unknown key `calender` → did you mean `calendar`?',
    '7:11 `left` must be true or false, found `yes` → write true or false: `yes` is a text in YAML 1.2',
    '10:5 unknown key `revison` → did you mean `revision`?',
    '12:5 unknown kind `signoff` → kinds: ask, run, window, release, tests',
    '13:10 `ask` must end in `?`: it is a closed question',
    '15:5 unknown key `levle` → did you mean `level`?',
    '18:16 unknown key `hous` → did you mean `hours`?',
    '20:5 two kinds in one item: `tests` and `run` → is `run` an option of `tests`? Then indent it further',
    '22:19 `found` names no other item: `migrations` → known: signoff, ask, tests, window, run, ask-2',
    '25:14 `timeout`: `5 minutes` is not a duration → write 90s, 15m, 2h or 3d',
    '28:35 `needs` names no other step: `prepair` → did you mean `prepare`?',
    '32:15 `override` must be no, reason or second, found `maybe`',
  ]);
});

test.each([
  ['B30 a number', 'app: 0012345\n', '0012345'],
  ['a power', 'app: 1e10\n', '1e10'],
  ['B30 a version', 'app: 1.10\n', '1.10'],
  ['true', 'app: true\n', 'true'],
])('%s is kept as written where a text belongs', async (_, line, app) => {
  expect((await loadText(around('').replace('app: shop\n', line))).app).toBe(app);
});

test('inside options, too, texts are kept as written', async () => {
  const { checks } = await loadAround('checks:\n  - release: {branch: [1.10, 0012, 1e10]}\n');
  expect(checks[0]?.options).toMatchObject({ branch: ['1.10', '0012', '1e10'] });
});

test.each([
  ['B4 an empty file', '', ['1:1 the file is empty; it needs `checks:` → see checklists/example.yml of the package']],
  ['B13 a list', '- a\n', ['1:1 a checklist is a map with `checks:`, found a list → begin with `shipit: 1`']],
  ['B13 a text', 'hello\n', ['1:1 a checklist is a map with `checks:`, found a text → begin with `shipit: 1`']],
  [
    'only a version',
    'shipit: 1\n',
    [
      '1:1 `app` is missing → write `app: NAME`',
      '1:1 `checks` is missing → e.g. `- ask: Is it safe to deploy now?`',
      '1:1 `deploy` is missing → write the command: `deploy: make deploy`',
    ],
  ],
  [
    'no version',
    around('').replace('shipit: 1\n', ''),
    ['1:1 `shipit` is missing → write `shipit: 1` as the first line'],
  ],
  [
    'B52 a newer version, and only that',
    'shipit: 2\nitems: []\n',
    [
      '1:9 this checklist is written for version 2 of the grammar; this shipit reads version 1 → update shipit: npm install shipit-checklist@latest',
    ],
  ],
  [
    'a version in quotes',
    around('').replace('1', '"1"'),
    ['1:9 `shipit` must be the number 1, found `1` → write `shipit: 1`, without quotes'],
  ],
  ['B22 no item', around('checks: []\n'), ['3:9 `checks` has no item → e.g. `- ask: Is it safe to deploy now?`']],
  [
    'items that are no list',
    around('checks: window\n'),
    ['3:9 `checks` must be a list of items → begin each item with `- `'],
  ],
  ['B13 a number', '5\n', ['1:1 a checklist is a map with `checks:`, found `5` → begin with `shipit: 1`']],
  [
    'B4 nothing, in words',
    '~\n',
    ['1:1 the file is empty; it needs `checks:` → see checklists/example.yml of the package'],
  ],
  ['a blank name', around('').replace('shop', '"  "'), ['2:6 `app` is empty']],
  ['a name that is none', around('').replace('shop', '../x'), ['2:6 `app`: use letters, digits, blanks and . _ -']],
])('%s is refused', async (_, text, expected) => {
  expect(await mistakesOf(loadText(text))).toEqual(expected);
});

test('B54 a byte order mark and CRLF are accepted silently', async () => {
  expect((await loadText(`\ufeff${around('').replaceAll('\n', '\r\n')}`)).app).toBe('shop');
});

test.each([
  [
    'B6 latin1',
    Buffer.from('app: caf\u00e9\n', 'latin1'),
    '1:9 shipit.yml is not UTF-8 at byte 8 (0xE9) → save it as UTF-8',
  ],
  [
    'B6 a cut character',
    Buffer.from([0x61, 0x0a, 0xe2, 0x82]),
    '2:1 shipit.yml is not UTF-8 at byte 2 (0xE2) → save it as UTF-8',
  ],
  [
    'B6 a surrogate',
    Buffer.from([0xed, 0xa0, 0x80]),
    '1:1 shipit.yml is not UTF-8 at byte 0 (0xED) → save it as UTF-8',
  ],
  ['B6 UTF-16', Buffer.from('\ufeffapp: x', 'utf16le'), 'shipit.yml is UTF-16; save it as UTF-8'],
  ['B5 5 MB', Buffer.alloc(5 * 1024 * 1024, 'x'), 'shipit.yml is 5.0 MB; a checklist has at most 256 KB'],
  ['B5 257 KB', Buffer.alloc(256 * 1024 + 1, '#'), 'shipit.yml is 257 KB; a checklist has at most 256 KB'],
])('%s: such a file is refused', async (_, bytes, expected) => {
  expect(await mistakesOf(loadText(bytes))).toEqual([expected]);
});

test('B2 a directory, a FIFO, a device and nothing at all are each named', async () => {
  const root = project({});
  mkdirSync(path.join(root, 'dir.yml'));
  execFileSync('mkfifo', [path.join(root, 'fifo.yml')]);
  const open = (file: string) => mistakesOf(loadChecklist({ file, shown: path.basename(file), root, kinds }));
  expect(await open(path.join(root, 'dir.yml'))).toEqual(['dir.yml is a directory; a checklist is a YAML file']);
  expect(await open(path.join(root, 'fifo.yml'))).toEqual(['fifo.yml is a FIFO; a checklist is a YAML file']);
  expect(await open('/dev/zero')).toEqual(['zero is a device; a checklist is a YAML file']);
  expect(await open(path.join(root, 'none.yml'))).toEqual(['none.yml does not exist']);
});

test.skipIf(process.getuid?.() === 0)('B3 an unreadable file is named', async () => {
  const root = project({ 'shipit.yml': around('') });
  chmodSync(path.join(root, 'shipit.yml'), 0);
  expect(await mistakesOf(load(root))).toEqual(['shipit.yml cannot be read: permission denied']);
});

test('the digest is that of the bytes, so that a changed comment is a change', async () => {
  const root = project({ 'shipit.yml': around('') });
  const before = await load(root);
  writeFileSync(path.join(root, 'shipit.yml'), `${readFileSync(path.join(root, 'shipit.yml'), 'utf8')}# x\n`);
  expect((await load(root)).sources[0]?.sha256).not.toBe(before.sources[0]?.sha256);
});
