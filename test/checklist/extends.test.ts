import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadChecklist } from '../../src/checklist/load.js';
import { kinds as allKinds } from '../../src/checks/index.js';
import { kinds } from './kinds.js';
import { load, mistakesOf, project } from './project.js';

const own = (text: string) => `shipit: 1\napp: shop\ndeploy: make deploy\n${text}`;
const base = (text: string) => `shipit: 1\n${text}`;

/** Where each item came from. */
const places = async (loading: ReturnType<typeof load>) =>
  (await loading).checks.map(({ id, place }) => `${id} ${place.file}:${place.line}`);

test('maps merge deeply, lists and the deploy are replaced', async () => {
  const root = project({
    'base.yml': base(`app: base
calendar: {tz: UTC, hours: 09:00-17:00, holidays: [2026-12-25]}
people: {ada: {roles: [release], emails: [a@x.test]}}
targets:
  production: {hosts: [web1], path: /srv/a, revision: {file: REVISION}}
checks: [window]
deploy: {run: old, undo: older}
`),
    'shipit.yml': own(`extends: ./base.yml
calendar: {hours: 10:00-12:00, holidays: [2027-01-01]}
people: {ada: {name: Ada}, bob: {}}
targets:
  production: {hosts: {command: ops/hosts}, revision: {ref: live}}
  staging:
`),
  });
  const checklist = await load(root);
  expect(checklist).toMatchObject({
    app: 'shop',
    calendar: { tz: 'UTC', hours: { from: 600, to: 720 }, holidays: ['2027-01-01'] },
    people: { ada: { name: 'Ada', roles: ['release'], emails: ['a@x.test'] }, bob: {} },
    targets: [
      { name: 'production', hosts: { command: 'ops/hosts' }, path: '/srv/a', revision: [{ ref: 'live' }] },
      { name: 'staging' },
    ],
    deploy: { steps: [{ run: 'make deploy' }] },
  });
  expect(checklist.deploy.undo).toBeUndefined();
  expect(checklist.sources.map(({ file }) => file)).toEqual(['shipit.yml', 'base.yml']);
});

test('the same id changes the keys given, new ids are appended, off turns off, places stay', async () => {
  const root = project({
    'base.yml': base(`checks:
  - window: {days: mon-thu, finish: 1h}
    why: Because.
  - tests: {run: make test}
  - tests: {run: make slow}
    id: slow
  - ask: Is the base happy?
    id: happy
`),
    'shipit.yml': own(`extends: [./base.yml]
checks:
  - id: slow
    level: off
  - tests: {run: npm test}
  - window: {days: fri}
  - release
  - id: happy
    ask: Is everybody happy?
    go: no
`),
  });
  const { checks } = await load(root);
  expect(checks.map(({ id, level, options, why, go }) => ({ id, level, options, why, go }))).toEqual([
    { id: 'window', level: 'block', options: { days: ['fri'], finish: 3_600_000, break_days: 4 }, why: 'Because.' },
    { id: 'tests', level: 'block', options: { run: 'npm test', max_age: 86_400_000 } },
    { id: 'slow', level: 'off', options: { run: 'make slow', max_age: 86_400_000 } },
    { id: 'happy', level: 'block', options: 'Is everybody happy?', go: 'no' },
    { id: 'release', level: 'block', options: { max_commits: 50 } },
  ]);
  expect(await places(load(root))).toEqual([
    'window base.yml:3',
    'tests base.yml:5',
    'slow base.yml:6',
    'happy base.yml:8',
    'release shipit.yml:10',
  ]);
});

test('a question of your own never replaces another one that has no id', async () => {
  const root = project({
    'base.yml': base('checks: [{ask: A?}, {run: a}]\nafter: [{ask: B?}]\n'),
    'shipit.yml': own('extends: ./base.yml\nchecks: [{ask: C?}, {run: c}]\n'),
  });
  const { checks, after } = await load(root);
  expect([...checks, ...after].map(({ id, options }) => `${id}: ${options}`)).toEqual([
    'ask: A?',
    'run: a',
    'ask-2: C?',
    'run-2: c',
    'ask-3: B?',
  ]);
});

test('the items after the deploy merge by the ids that the screen shows', async () => {
  const root = project({
    'base.yml': base('checks: [window]\nafter: [window]\n'),
    'shipit.yml': own('extends: ./base.yml\nafter:\n  - id: window-2\n    level: info\n'),
  });
  const { checks, after } = await load(root);
  expect([...checks, ...after].map(({ id, level }) => `${id} ${level}`)).toEqual(['window block', 'window-2 info']);
});

test('several bases are laid over each other in order, each over its own', async () => {
  const root = project({
    'a.yml': base('checks: [{window: {finish: 1h, break_days: 2}}]\n'),
    'b.yml': base('extends: ./a.yml\nchecks: [{window: {finish: 2h}}]\n'),
    'c.yml': base('checks: [{window: {break_days: 9}}]\n'),
    'shipit.yml': own('extends: [./b.yml, ./c.yml]\n'),
  });
  const { checks, sources } = await load(root);
  expect(checks[0]?.options).toEqual({ finish: 7_200_000, break_days: 9 });
  expect(sources.map(({ file }) => file)).toEqual(['shipit.yml', 'b.yml', 'a.yml', 'c.yml']);
});

test('the bundled default brings questions, and never what is deployed or where', async () => {
  const root = project({ 'shipit.yml': 'shipit: 1\nextends: shipit:default\n' });
  expect(await mistakesOf(load(root, 'shipit.yml', allKinds))).toEqual([
    '1:1 `app` is missing → write `app: NAME`',
    '1:1 `deploy` is missing → write the command: `deploy: make deploy`',
  ]);
  const good = project({ 'shipit.yml': own('extends: shipit:default\nchecks:\n  - tests: {run: npm test}\n') });
  const { checks, sources } = await load(good, 'shipit.yml', allKinds);
  expect(checks.find(({ id }) => id === 'tests')).toMatchObject({
    options: { run: 'npm test' },
    place: { file: 'shipit:default' },
  });
  expect(sources.map(({ file }) => file)).toEqual(['shipit.yml', 'shipit:default']);
});

test('a checklist of an installed package is found upwards, and read, not run', async () => {
  const root = project({
    'node_modules/@acme/checklists/package.json': '{"name": "@acme/checklists", "main": "explode.js"}',
    'node_modules/@acme/checklists/explode.js': 'throw new Error("executed")',
    'node_modules/@acme/checklists/web.yml': base('extends: ./more/all.yml\nchecks: [window]\n'),
    'node_modules/@acme/checklists/more/all.yml': base('checks: [release]\n'),
    'sub/shipit.yml': own('extends: "@acme/checklists/web.yml"\n'),
  });
  const checklist = await load(root, 'sub/shipit.yml');
  expect(checklist.checks.map(({ id }) => id)).toEqual(['release', 'window']);
  expect(checklist.sources.map(({ file }) => file)).toEqual([
    'sub/shipit.yml',
    'node_modules/@acme/checklists/web.yml',
    'node_modules/@acme/checklists/more/all.yml',
  ]);
});

test.each([
  ['B39 a missing file', './none.yml', '4:10 `./none.yml` does not exist'],
  [
    'B39 a file without ./',
    'base.yml',
    '4:10 `base.yml` names no checklist → write `shipit:default`, `./base.yml`, or a file of an installed package: `@acme/checklists/web.yml`',
  ],
  [
    'an absolute path',
    '/etc/passwd',
    '4:10 `/etc/passwd` names no checklist → write `shipit:default`, `./base.yml`, or a file of an installed package: `@acme/checklists/web.yml`',
  ],
  [
    'an address',
    'https://x.test/a.yml',
    '4:10 `https://x.test/a.yml` names no checklist → write `shipit:default`, `./base.yml`, or a file of an installed package: `@acme/checklists/web.yml`',
  ],
  [
    'a bundled one that is none',
    'shipit:defualt',
    '4:10 no bundled checklist is called `shipit:defualt` → did you mean `default`?',
  ],
  [
    'a bundled one elsewhere',
    'shipit:../package',
    '4:10 no bundled checklist is called `shipit:../package` → known: default, django, example, node, rails, rings, swat',
  ],
  [
    'a package that is not there',
    'acme/web.yml',
    '4:10 the package `acme` is not installed → npm install --save-dev acme',
  ],
  [
    'a file outside a package',
    'thing/../../shipit.yml',
    '4:10 `thing/../../shipit.yml` lies outside the project → a checklist can only extend files beside it',
  ],
  [
    'B39 a file outside the project',
    '../../x.yml',
    '4:10 `../../x.yml` lies outside the project → a checklist can only extend files beside it',
  ],
  [
    'B40 a link out of the project',
    './link.yml',
    '4:10 `./link.yml` lies outside the project → a checklist can only extend files beside it',
  ],
  ['B39 a link to nowhere', './nowhere.yml', '4:10 `./nowhere.yml` is a link that leads nowhere'],
  ['B39 a directory', './node_modules', '4:10 node_modules is a directory; a checklist is a YAML file'],
  ['B39 itself', './shipit.yml', '4:10 these checklists extend each other: shipit.yml → shipit.yml'],
])('%s cannot be extended', async (_, written, expected) => {
  const outside = project({ 'x.yml': base('checks: [window]\n'), 'a/b/c': '' });
  const root = path.join(outside, 'a/b');
  const { writeFileSync, mkdirSync } = await import('node:fs');
  mkdirSync(path.join(root, 'node_modules/thing'), { recursive: true });
  writeFileSync(path.join(root, 'shipit.yml'), own(`extends: ${written}\nchecks: [window]\n`));
  symlinkSync(path.join(outside, 'x.yml'), path.join(root, 'link.yml'));
  symlinkSync('nothing.yml', path.join(root, 'nowhere.yml'));
  expect(await mistakesOf(load(root))).toEqual([expected]);
});

test('B39 checklists that extend each other are named in a circle', async () => {
  const root = project({
    'shipit.yml': own('extends: ./a.yml\nchecks: [window]\n'),
    'a.yml': base('extends:\n  - ./b.yml\n'),
    'b.yml': base('extends: ./a.yml\n'),
  });
  expect(await mistakesOf(load(root))).toEqual([
    'b.yml:2:10 these checklists extend each other: a.yml → b.yml → a.yml',
  ]);
});

test('B39 a chain has an end, and is shown', async () => {
  const chain = Array.from({ length: 12 }, (_, n) => [`${n}.yml`, base(`extends: ./${n + 1}.yml\n`)] as const);
  const root = project({ ...Object.fromEntries(chain), 'shipit.yml': own('extends: ./0.yml\nchecks: [window]\n') });
  expect(await mistakesOf(load(root))).toEqual([
    '7.yml:2:10 these checklists extend each other more than 8 deep: shipit.yml → 0.yml → 1.yml → 2.yml → 3.yml → 4.yml → 5.yml → 6.yml → 7.yml → 8.yml',
  ]);
});

test('B39 fifty files are enough', async () => {
  const bases = Array.from({ length: 51 }, (_, n) => `${n}.yml`);
  const root = project({
    ...Object.fromEntries(bases.map((name) => [name, base('checks: [window]\n')])),
    'shipit.yml': own(`extends:\n${bases.map((name) => `  - ./${name}\n`).join('')}`),
  });
  expect(await mistakesOf(load(root))).toEqual([
    '54:5 more than 50 checklists are extended in all',
    '55:5 more than 50 checklists are extended in all',
  ]);
});

test('a change of an item that exists nowhere is a mistake at its line', async () => {
  const root = project({
    'base.yml': base('checks: [window, release]\n'),
    'shipit.yml': own('extends: ./base.yml\nchecks:\n  - id: widnow\n    level: off\n'),
  });
  expect(await mistakesOf(load(root))).toEqual([
    '6:9 no item of `checks` has the id `widnow` → did you mean `window`?',
  ]);
});

test('two changes of one item are a mistake', async () => {
  const root = project({
    'base.yml': base('checks: [window]\n'),
    'shipit.yml': own('extends: ./base.yml\nchecks:\n  - {id: window, level: warn}\n  - {id: window, level: off}\n'),
  });
  expect(await mistakesOf(load(root))).toEqual(['7:10 the item `window` is changed twice → keep one of them']);
});

test('mistakes in a base name that file, and come after those of the file itself', async () => {
  const root = project({
    'base.yml': base('checks:\n  - window: {hous: 9}\n  - ask: Hm\n'),
    'shipit.yml': own('extends: ./base.yml\nafter: 5\n'),
  });
  expect(await mistakesOf(load(root))).toEqual([
    '5:8 `after` must be a list of items → begin each item with `- `',
    'base.yml:3:14 unknown key `hous` → did you mean `hours`?',
    'base.yml:4:10 `ask` must end in `?`: it is a closed question',
  ]);
});

test('a base that is no YAML, or of another version, is all that is said', async () => {
  const root = project({
    'base.yml': 'shipit: 1\nchecks: [\n',
    'next.yml': 'shipit: 2\n',
    'shipit.yml': 'shipit: 1\nextends: [./base.yml, ./next.yml]\nchecks: nonsense\n',
  });
  expect(await mistakesOf(load(root))).toEqual([
    'base.yml:2:9 this bracket is never closed → close it with ] or }',
    'next.yml:1:9 this checklist is written for version 2 of the grammar; this shipit reads version 1 → update shipit: npm install shipit-checklist@latest',
  ]);
});

test('a file given with -f reaches what lies beside it', async () => {
  const elsewhere = project({ 'x.yml': own('extends: ./base.yml\n'), 'base.yml': base('checks: [window]\n') });
  const root = project({});
  const file = path.join(elsewhere, 'x.yml');
  expect((await loadChecklist({ file, shown: file, root, kinds })).checks).toHaveLength(1);
});
