import { expect, test } from 'vitest';
import { loadAround, mistakesOf } from './project.js';

const adasKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE';

test('a calendar, people, targets and repositories arrive as the model wants them', async () => {
  const checklist = await loadAround(`calendar:
  tz: Europe/Istanbul
  work_days: sun-thu
  hours: 09:00-17:00
  holidays: [2026-12-25, 2026-12-31..2027-01-01, ics:ops/holidays.ics]
  freezes:
    - {when: yearly 12-18..01-03, name: year end, allow: [hotfix], override: second}
    - when: weekly fri 12:00..mon 08:00
people:
  ada: {name: Ada L., emails: [ada@x.test], roles: [release], key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE}
  old: {emails: olga@x.test, left: true, instead: ada, absences: [2026-11-02..2026-11-20]}
targets:
  staging:
  "2":
    hosts: {command: ops/hosts}
    revision: [{command: [git, rev-parse, HEAD]}, {ref: deployed/production}]
  "1":
    hosts: [deploy@web1, web2]
    path: /srv/shop
    runtimes: [/srv/venv]
    units: [uwsgi, app@1.service]
    revision: {url: https://shop.test/about, json: build.commit}
    url: https://shop.test/
    second: signed
repos:
  schemas: {path: ../schemas, revision: {file: REVISION}}
last_deploy: [log, ref]
log: {keep: 730d}
`);
  expect(checklist.calendar).toEqual({
    tz: 'Europe/Istanbul',
    workDays: ['sun', 'mon', 'tue', 'wed', 'thu'],
    hours: { from: 540, to: 1020 },
    holidays: ['2026-12-25', '2026-12-31..2027-01-01', 'ics:ops/holidays.ics'],
    freezes: [
      { when: 'yearly 12-18..01-03', name: 'year end', allow: ['hotfix'], override: 'second' },
      { when: 'weekly fri 12:00..mon 08:00', allow: [] },
    ],
  });
  expect(checklist.people).toEqual({
    ada: {
      name: 'Ada L.',
      emails: ['ada@x.test'],
      roles: ['release'],
      key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE',
      left: false,
      absences: [],
    },
    old: { emails: ['olga@x.test'], roles: [], left: true, instead: 'ada', absences: ['2026-11-02..2026-11-20'] },
  });
  const nothing = { hosts: [], runtimes: [], units: [], revision: [], second: 'named' };
  expect(checklist.targets).toEqual([
    { ...nothing, name: 'staging' },
    {
      ...nothing,
      name: '2',
      hosts: { command: 'ops/hosts' },
      revision: [{ command: ['git', 'rev-parse', 'HEAD'] }, { ref: 'deployed/production' }],
    },
    {
      name: '1',
      hosts: ['deploy@web1', 'web2'],
      path: '/srv/shop',
      runtimes: ['/srv/venv'],
      units: ['uwsgi', 'app@1.service'],
      revision: [{ url: 'https://shop.test/about', json: 'build.commit' }],
      url: 'https://shop.test/',
      second: 'signed',
    },
  ]);
  expect(checklist.repos).toEqual({ schemas: { path: '../schemas', revision: [{ file: 'REVISION' }] } });
  expect(checklist.lastDeploy).toEqual(['log', 'ref']);
});

test.each([
  ['an unknown top key', 'tragets: {}\n', '3:1 unknown key `tragets` → did you mean `targets`?'],
  [
    'a zone that is none',
    'calendar: {tz: Mars/Phobos}\n',
    '3:16 `tz` is not a time zone; write one like Europe/Istanbul or UTC',
  ],
  [
    'hours over midnight',
    'calendar: {hours: 22:00-06:00}\n',
    '3:19 `hours`: `22:00-06:00` is not a range of hours → write 09:00-17:00',
  ],
  [
    'a date that is none',
    'calendar: {holidays: [2026-02-30]}\n',
    '3:23 `holidays` is neither a date nor a calendar; write 2026-12-24, 2026-12-18..2027-01-04 or ics:FILE-or-URL',
  ],
  [
    'a freeze that is none',
    'calendar: {freezes: [{when: sometimes}]}\n',
    '3:29 `when` is not a freeze → write 2026-12-18..2027-01-04, yearly 12-20..01-02, weekly fri 12:00..mon 08:00, daily 22:00..06:00, monthly last 2 workdays or ics:FILE-or-URL',
  ],
  ['a freeze that is a text', 'calendar: {freezes: [sometimes]}\n', '3:22 `freezes` must be a map, found `sometimes`'],
  ['an e-mail that is none', 'people: {ada: {emails: [ada]}}\n', '3:25 `emails` is not an e-mail address'],
  [
    'B49 a key that is none',
    'people: {ada: {key: nonsense}}\n',
    '3:21 `key` is no public ssh key; write the line of the .pub file: ssh-ed25519 AAAA…',
  ],
  [
    'B49 a key that was cut',
    `people: {ada: {key: ${adasKey.slice(0, -4)}}}\n`,
    '3:21 `key` is no whole ssh-ed25519 key: something of it is missing or mistyped; write the line of the .pub file: ssh-ed25519 AAAA…',
  ],
  [
    'B49 a key of another type than it says',
    `people: {ada: {key: ${adasKey.replace('ed25519', 'rsa')}}}\n`,
    '3:21 `key` is no whole ssh-rsa key: something of it is missing or mistyped; write the line of the .pub file: ssh-ed25519 AAAA…',
  ],
  [
    'B49 a key with the options of authorized_keys',
    `people: {ada: {key: 'cert-authority ${adasKey}'}}\n`,
    '3:21 `key` is no public ssh key; write the line of the .pub file: ssh-ed25519 AAAA…',
  ],
  [
    'B49 a private key',
    'people: {ada: {key: "-----BEGIN OPENSSH PRIVATE KEY----- b3Bl"}}\n',
    '3:21 `key` is a private key, which belongs in no file that others read; write the line of the .pub file: ssh-ed25519 AAAA…',
  ],
  ['B49 a key on two lines', 'people: {ada: {key: "ssh-ed25519\\nAAAA"}}\n', '3:21 `key` must stand on one line'],
  [
    'B49 one key for two people',
    `people: {ada: {key: ${adasKey}}, bob: {key: ${adasKey} bob}}\n`,
    `3:${20 + adasKey.length + 15} \`key\` of \`bob\` is that of \`ada\`, too → everybody needs a key of their own`,
  ],
  [
    'a replacement that is nobody',
    'people: {ada: {left: true, instead: bob}}\n',
    '3:37 `instead` names no other person: `bob`',
  ],
  [
    'B47 a target that looks like a path',
    'targets: {Prod/1: }\n',
    '3:11 `Prod/1`: use a-z, 0-9, - and _, at most 40, a letter or digit first',
  ],
  [
    'B47 a target of a long name',
    `targets: {${'x'.repeat(41)}: }\n`,
    `3:11 \`${'x'.repeat(41)}\`: use a-z, 0-9, - and _, at most 40, a letter or digit first`,
  ],
  ['no target', 'targets: {}\n', '3:10 `targets` needs at least one target'],
  ['targets in a list', 'targets: [production]\n', '3:10 `targets` must be a map, found a list'],
  ['B46 a host given twice', 'targets: {a: {hosts: [web1, web1]}}\n', '3:29 `hosts`: `web1` is given twice'],
  ['a relative path', 'targets: {a: {path: srv}}\n', '3:21 `path` must be an absolute path on the host'],
  ['a unit with a metacharacter', 'targets: {a: {units: ["x;y"]}}\n', '3:23 `units` is not the name of a service'],
  [
    'an address with a password',
    'targets: {a: {url: https://u:p@x.test/}}\n',
    '3:20 `url` is not a web address; write https://… without user, password and blanks',
  ],
  [
    'an address of another kind',
    'targets: {a: {url: file:///etc/passwd}}\n',
    '3:20 `url` is not a web address; write https://… without user, password and blanks',
  ],
  [
    'a revision of nothing',
    'targets: {a: {revision: {}}}\n',
    '3:25 `revision` needs exactly one of file, command, url, ref',
  ],
  [
    'a revision of two forms',
    'targets: {a: {revision: {file: x, ref: y}}}\n',
    '3:25 `revision` needs exactly one of file, command, url, ref; use a list for several',
  ],
  [
    'json without an address',
    'targets: {a: {revision: {file: x, json: y}}}\n',
    '3:25 `revision` takes json, xml and match only with `url`',
  ],
  [
    'B38 a pattern that is none',
    'targets: {a: {revision: {url: "https://x.test", match: "("}}}\n',
    '3:56 `match` is not a valid pattern: unterminated group',
  ],
  [
    'a revision file elsewhere',
    'targets: {a: {revision: {file: ../../etc/passwd}}}\n',
    '3:32 `file` must be a relative path inside the project',
  ],
  [
    'a ref that is an option',
    'targets: {a: {revision: {ref: --upload-pack=x}}}\n',
    '3:31 `ref` is not the name of a ref',
  ],
  [
    'an unknown source of the last deploy',
    'last_deploy: [server]\n',
    '3:15 `last_deploy` must be revision, ref or log, found `server`',
  ],
])('%s is refused', async (_, text, expected) => {
  expect(await mistakesOf(loadAround(text))).toEqual([expected]);
});

test.each([
  'web1',
  'deploy@web1',
  'deploy@web1.shop.test',
  'web_1',
  'web1:2222',
  '10.0.0.1',
  '"[::1]"',
  '"deploy@[fe80::1]:22"',
])('%s is a host', async (host) => {
  expect(await mistakesOf(loadAround(`targets: {a: {hosts: [${host}]}}\n`))).toEqual([]);
});

test.each([
  '-oProxyCommand=x',
  '"a;b"',
  '"a b"',
  '""',
  'a'.repeat(300),
  'user@-x',
  '"a\\nb"',
  '"[::1"',
  '"web1:0"',
  '"web1:70000"',
  '"a@b@c"',
  '"$(x)"',
  '"web1/.."',
  '"::1"',
  '"web1 "',
  'wеb1',
  '"web1\\0"',
  '"|sh"',
])('B45 %s is no host', async (host) => {
  expect(await mistakesOf(loadAround(`targets: {a: {hosts: [${host}]}}\n`))).toHaveLength(1);
});

test('B46 more hosts than a deploy has are refused, with the limit', async () => {
  const hosts = Array.from({ length: 101 }, (_, n) => `web${n}`).join(', ');
  expect(await mistakesOf(loadAround(`targets: {a: {hosts: [${hosts}]}}\n`))).toEqual([
    '3:22 `hosts` has more than 100 entries',
  ]);
});

test.each([
  '..',
  '../x',
  'a.lock',
  'a..b',
  '@{',
  '~',
  'HEAD^',
  '-x',
  '',
  'Produktion',
  'prodüktion',
  'a\u200bb',
  'a\nb',
])('B47 %j is no target', async (name) => {
  expect(await mistakesOf(loadAround(`targets: {${JSON.stringify(name)}: {}}\n`))).not.toEqual([]);
});
