import { expect, test } from 'vitest';
import { loadAround, mistakesOf } from './project.js';

const ids = async (text: string) => {
  const { checks, deploy, after } = await loadAround(text);
  return [...checks, ...deploy.steps.flatMap((step) => step.checks), ...after].map(({ id }) => id);
};

test('an item is a kind, a kind with options, or a kind with nothing after it', async () => {
  const { checks } = await loadAround(`checks:
  - window
  - window:
    level: warn
  - window: {finish: 90s, facets: {hours: off}}
    why: Because.
`);
  expect(checks.map(({ place, ...item }) => item)).toEqual([
    { ...item('window'), options: { break_days: 4 } },
    { ...item('window-2'), options: { break_days: 4 }, level: 'warn' },
    { ...item('window-3'), options: { break_days: 4, finish: 90_000 }, facets: { hours: 'off' }, why: 'Because.' },
  ]);
});

const item = (id: string) => ({ id, kind: 'window', killer: false, level: 'block', unknown: 'ask', facets: {} });

test('every common key arrives, durations in milliseconds', async () => {
  const { checks } = await loadAround(`people:
  ada: {roles: [release]}
targets: {production: , staging: }
checks:
  - tests: {run: make test}
  - run: [make, check]
    id: checked
    question: Does make check pass?
    go: yes
    why: It did not, once.
    killer: true
    when: {changed: src/**, target: [staging], lane: train, days: mon-wed, found: tests}
    level: warn
    unknown: block
    ttl: 15m
    timeout: 30s
    by: release
    override: second
`);
  expect(checks[1]).toEqual({
    id: 'checked',
    kind: 'run',
    options: ['make', 'check'],
    question: 'Does make check pass?',
    go: 'yes',
    why: 'It did not, once.',
    killer: true,
    when: { changed: ['src/**'], target: ['staging'], lane: ['train'], days: ['mon', 'tue', 'wed'], found: 'tests' },
    level: 'warn',
    unknown: 'block',
    ttlMs: 900_000,
    timeoutMs: 30_000,
    by: 'release',
    override: 'second',
    facets: {},
    place: { file: 'shipit.yml', line: 8, col: 5 },
  });
});

test.each([
  ['go: no', { go: 'no' }],
  ['go: false', { go: 'no' }],
  ['go: true', { go: 'yes' }],
  ['override: no', { override: 'no' }],
  ['override: false', { override: 'no' }],
  ['level: off', { level: 'off' }],
  ['killer: false', { killer: false }],
])('%s means what it says', async (line, expected) => {
  expect((await loadAround(`checks:\n  - window:\n    ${line}\n`)).checks[0]).toMatchObject(expected);
});

test.each([
  ['one of each kind', 'checks: [window, release]\n', ['window', 'release']],
  ['two of a kind', 'checks: [window, window, window]\n', ['window', 'window-2', 'window-3']],
  [
    'an id given away',
    'checks:\n  - window:\n    id: window-2\n  - window\n  - window\n',
    ['window-2', 'window', 'window-3'],
  ],
  [
    'before, between and after',
    'checks:\n  - ask: A?\ndeploy:\n  steps:\n    - {step: a, run: x, checks: [{ask: B?}]}\nafter:\n  - ask: C?\n',
    ['ask', 'ask-2', 'ask-3'],
  ],
  [
    'the same items between several steps',
    'deploy:\n  steps:\n    - {step: a, run: x, checks: &c [{ask: B?}]}\n    - {step: b, run: x, checks: *c}\n',
    ['window', 'ask', 'ask-2'],
  ],
])('ids are unique over the whole checklist: %s', async (_, text, expected) => {
  expect(await ids(text)).toEqual(expected);
});

test.each([
  [
    'an unknown kind',
    '  - wndow\n',
    '4:5 unknown kind `wndow` → did you mean `window`? kinds: ask, run, window, release, tests',
  ],
  [
    'B21 a misspelt key beside a kind',
    '  - window:\n    levle: warn\n',
    '5:5 unknown key `levle` → did you mean `level`?',
  ],
  [
    'a misspelt key without a kind',
    '  - id: x\n    levle: off\n',
    '5:5 unknown kind `levle` → did you mean `level`? kinds: ask, run, window, release, tests',
  ],
  [
    'B24 no kind',
    '  - id: x\n    level: off\n',
    '4:5 this item has no kind; found only `id`, `level` → kinds: ask, run, window, release, tests',
  ],
  ['B24 an empty map', '  - {}\n', '4:5 this item has no kind → kinds: ask, run, window, release, tests'],
  [
    'B34 two kinds',
    '  - window: {}\n    release: {}\n',
    '5:5 two kinds in one item: `window` and `release` → make two items of it',
  ],
  [
    'B23 nothing',
    '  -\n  - window\n',
    '4:4 an item must be a kind or a map, found nothing → kinds: ask, run, window, release, tests',
  ],
  ['B23 a number', '  - 5\n', '4:5 an item must be a kind or a map, found 5 → kinds: ask, run, window, release, tests'],
  [
    'B23 a list',
    '  - [window]\n',
    '4:5 an item must be a kind or a map, found a list → kinds: ask, run, window, release, tests',
  ],
  [
    'B24 a question without its kind',
    '  - Is it ok?\n',
    '4:5 unknown kind `Is it ok?` → did you mean `ask: Is it ok?`? kinds: ask, run, window, release, tests',
  ],
  [
    'B24 a kind without its blank',
    '  - ask:Is it ok?\n',
    '4:5 unknown kind `ask:Is it ok?` → did you mean `ask: Is it ok?`? kinds: ask, run, window, release, tests',
  ],
  [
    'B24 a question alone',
    '  - question: Is it ok?\n',
    '4:5 this item has no kind; found only `question` → write `ask` for `question` if a person answers it; kinds: ask, run, window, release, tests',
  ],
  ['B24 options that are missing', '  - ask\n', '4:5 `ask` must be a text, found nothing'],
  ['a command that is missing', '  - run\n', '4:5 `run` must be a text, a list or a map, found nothing'],
  ['an option that is missing', '  - tests\n', '4:5 `run` is missing'],
  ['B21 an unknown option', '  - tests: {rum: x}\n', '4:13 unknown key `rum` → did you mean `run`?'],
  ['a key of one form of several', '  - run: {comand: x}\n', '4:11 unknown key `comand` → did you mean `command`?'],
  ['an unknown facet', '  - window: {facets: {hour: warn}}\n', '4:23 unknown key `hour` → did you mean `hours`?'],
  [
    'a level that is none',
    '  - window: {facets: {hours: blok}}\n',
    '4:30 `hours` must be block, warn, info or off, found `blok` → did you mean `block`?',
  ],
  [
    'facets of a kind that has none',
    '  - run: {command: x, facets: {a: warn}}\n',
    '4:23 unknown key `facets` → known: command, style',
  ],
  [
    'an option of the wrong type',
    '  - window: {break_days: often}\n',
    '4:26 `break_days` must be a number, found `often`',
  ],
  ['a number too small', '  - window: {break_days: 0}\n', '4:26 `break_days` must be at least 1'],
  [
    'B31 a number that YAML would round',
    '  - release: {max_commits: 9007199254740993}\n',
    '4:28 `max_commits` is too large a number; put quotes around it if it is a name',
  ],
  [
    'a number that is not whole',
    '  - window: {break_days: 1.5}\n',
    '4:26 `break_days` must be a whole number, found `1.5`',
  ],
  ['B25 a question without a question mark', '  - ask: Go\n', '4:10 `ask` must end in `?`: it is a closed question'],
  ['B25 an empty question', '  - ask: "  "\n', '4:10 `ask` is empty'],
  ['B25 a question without words', '  - ask: "??"\n', '4:10 `ask` has no words'],
  [
    'B25 a question that a # cuts off',
    '  - ask: Is ticket #12 closed?\n',
    '4:10 `ask` must end in `?`: it is a closed question → a `#` after a blank begins a comment: put quotes around the text',
  ],
  ['B25 a question on two lines', '  - ask: "Go?\\nNow?"\n', '4:10 `ask` must stand on one line'],
  ['B25 a long question', `  - ask: ${'x'.repeat(90)}?\n`, '4:10 `ask` is longer than 90 characters'],
  [
    'B53 a question of hidden joiners',
    '  - ask: "G\\u200do?"\n',
    '4:10 `ask` contains invisible character U+200D as its character 2; a question must be what it looks like → delete it',
  ],
  [
    'B53 a command of hidden joiners',
    '  - run: "rm\\u200c x"\n',
    '4:10 `run` contains invisible character U+200C as its character 3; a command must be what it looks like → delete it',
  ],
  [
    'B53 a command with a blank that is none',
    '  - run: make\u00a0deploy\n',
    '4:10 `run` contains U+00A0, which looks like a plain blank and is none → write a plain blank',
  ],
  [
    'B53 an unseen character is said once',
    '  - run: "rm\\u202e x"\n',
    '4:10 contains invisible character U+202E → delete it',
  ],
  ['B33 NUL in a command', '  - run: [make, "a\\0b"]\n', '4:17 contains control character U+0000 → delete it'],
  ['B33 a part that is no text', '  - run: [make, [a]]\n', '4:17 `run` must be a text, found a list'],
  ['B33 a part that is nothing', '  - run: [make, ~]\n', '4:17 `run` must be a text, found nothing'],
  [
    'B33 a command that no program takes',
    `  - run: ${'é'.repeat(70_000)}\n`,
    '4:10 `run` is longer than 128 KB, which no program takes; make it a script',
  ],
  [
    'B37 variables for a command',
    '  - run: {command: x, env: {LD_PRELOAD: y}}\n',
    '4:23 unknown key `env` → known: command, style',
  ],
  ['B33 an empty command', '  - run: " "\n', '4:10 `run` is empty'],
  ['B33 an empty argv', '  - run: []\n', '4:10 `run` needs at least 1 entry'],
  ['B33 an argv without a program', '  - run: [""]\n', '4:10 `run` begins with an empty word; name the program first'],
  [
    'two questions',
    '  - ask: Go?\n    question: Really?\n',
    '5:15 `ask` is the question already → choose one of `ask` and `question`',
  ],
  [
    'B27 an id with bad characters',
    '  - window:\n    id: A b\n',
    '5:9 `id`: use a-z, 0-9 and -, at most 64, a letter or digit first',
  ],
  [
    'B26 the same id twice',
    '  - window:\n    id: w\n  - release:\n    id: w\n',
    '7:9 two items have the id `w` (the other one: shipit.yml:4:5) → give one another `id`',
  ],
  [
    'B28 a text for a truth',
    '  - window:\n    killer: yes\n',
    '5:13 `killer` must be true or false, found `yes` → write true or false: `yes` is a text in YAML 1.2',
  ],
  [
    'B29 a negative time',
    '  - window:\n    timeout: -1\n',
    '5:14 `timeout`: `-1` is not a duration → write 90s, 15m, 2h or 3d',
  ],
  [
    'B29 a time that is a list',
    '  - window:\n    timeout: []\n',
    '5:14 `timeout` is not a duration; write 90s, 15m, 2h or 3d',
  ],
  ['B29 no time', '  - window:\n    timeout: 0s\n', '5:14 `timeout` must be from 1s to 24h'],
  [
    'B29 endless time',
    '  - window:\n    timeout: .inf\n',
    '5:14 `timeout`: `.inf` is not a duration → write 90s, 15m, 2h or 3d',
  ],
  ['B29 a day too much', '  - window:\n    timeout: 2d\n', '5:14 `timeout` must be from 1s to 24h'],
  [
    'B29 a huge time',
    '  - window:\n    ttl: 1e99\n',
    '5:10 `ttl`: `1e99` is not a duration → write 90s, 15m, 2h or 3d',
  ],
  [
    'no condition',
    '  - window:\n    when: {}\n',
    '5:11 `when` needs a condition: changed, target, lane, days or found',
  ],
  [
    'an unknown condition',
    '  - window:\n    when: {tagret: production}\n',
    '5:12 unknown key `tagret` → did you mean `target`?',
  ],
  [
    'an unknown target',
    '  - window:\n    when: {target: prodution}\n',
    '5:20 `target` names no target: `prodution` → did you mean `production`?',
  ],
  [
    'itself as what was found',
    '  - window:\n    when: {found: window}\n',
    '5:19 `found` names no other item: `window`',
  ],
  [
    'B36 a glob that leaves the project',
    '  - window:\n    when: {changed: ../x}\n',
    '5:21 `changed` must stay inside the project',
  ],
  [
    'B36 a glob as other programs know them',
    '  - window:\n    when: {changed: ["src/**/*.{js,ts}"]}\n',
    '5:22 `changed` takes no braces, because git does not; write a list',
  ],
  [
    'a glob that leaves out',
    '  - window:\n    when: {changed: "!docs/**"}\n',
    '5:21 `changed` cannot begin with `!`, which leaves nothing out here',
  ],
  [
    'a day that is none',
    '  - window:\n    when: {days: mon-fry}\n',
    '5:18 `days`: `mon-fry` is not a day → write mon-thu, or a list: [mon, wed]',
  ],
])('%s is refused at its place', async (_, items, expected) => {
  expect(await mistakesOf(loadAround(`checks:\n${items}`))).toEqual([expected]);
});

test('who must answer has to be somebody, once people are named', async () => {
  const people = 'people: {ada: {roles: [release]}, bob: }\n';
  const by = (name: string) => `checks:\n  - window:\n    by: ${name}\n`;
  expect(await mistakesOf(loadAround(by('anybody')))).toEqual([]);
  expect(await mistakesOf(loadAround(people + by('bob')))).toEqual([]);
  expect(await mistakesOf(loadAround(people + by('release')))).toEqual([]);
  expect(await mistakesOf(loadAround(people + by('releese')))).toEqual([
    '6:9 `by` names no person and no role of `people`: `releese` → did you mean `release`?',
  ]);
});

test('an item turned off stays in the list', async () => {
  expect((await loadAround('checks:\n  - window:\n    level: off\n')).checks).toHaveLength(1);
});
