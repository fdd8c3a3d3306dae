import { expect, test } from 'vitest';
import { advise } from '../../src/checklist/advice.js';
import { loadWithTree } from '../../src/checklist/load.js';
import { kinds } from '../../src/checks/index.js';
import { showPlace } from '../../src/errors.js';
import { project } from './project.js';

const today = '2026-11-19';

async function adviceOn(files: Readonly<Record<string, string>> | string) {
  const root = project(typeof files === 'string' ? { 'shipit.yml': files } : files);
  const request = { file: `${root}/shipit.yml`, shown: 'shipit.yml', root, kinds };
  return advise({ ...(await loadWithTree(request)), kinds, today });
}

/** `5:3 rule` for each piece of advice. */
const rulesOn = async (files: Readonly<Record<string, string>> | string): Promise<readonly string[]> =>
  (await adviceOn(files)).map(({ place, rule }) => `${showPlace(place).replace('shipit.yml:', '')} ${rule}`);

const rest = `deploy: {run: make deploy, undo: make undo}
after: [{ask: Have you used it yourself?, why: It was down., id: used}]
`;

/** A checklist without any advice around what a test is about, which begins at line 3. */
const around = (text: string): string =>
  `shipit: 1\napp: shop\n${text}${/^checks:/m.test(text) ? '' : 'checks: [window]\n'}${/^deploy:/m.test(text) ? '' : rest}`;

test('a plain good checklist gets no advice', async () => {
  expect(await adviceOn(around(''))).toEqual([]);
});

test.each([
  ['two facts', 'checks:\n  - window\n  - {ask: Is it built and pushed?, id: a, why: It was not.}', '5:6 two-facts'],
  ['a no in the words of a run', 'checks:\n  - run: make look\n    question: Is there no error?', '5:5 negation'],
  ['no reason', 'checks:\n  - ask: Is it safe?', '4:5 no-why'],
  ['level off is silent', 'checks:\n  - window\n  - {ask: Is it not safe?, level: off}', ''],
  [
    'two without a name',
    'checks:\n  - {ask: Is it safe?, why: Once it was not.}\n  - {ask: Is it small?, why: Once it was large.}',
    '5:5 no-id',
  ],
  [
    'the same question',
    'checks:\n  - {ask: Is it safe?, why: Once it was not., id: a}\n  - {ask: is it SAFE?, why: As above., id: b}',
    '5:6 same-question',
  ],
  [
    'a killer that cannot kill',
    'checks:\n  - window\n  - run: make look\n    killer: true\n    level: warn',
    '7:5 killer-capped',
  ],
  [
    'a killer with a condition',
    'checks:\n  - run: make look\n    killer: true\n    when: {days: mon-thu}',
    '6:5 killer-when',
  ],
  ['a release nobody can stop', 'checks:\n  - window\n  - release:\n    level: info', '6:5 asked-in-vain'],
  ['window as information is fine', 'checks:\n  - release\n  - window:\n    level: info', ''],
  [
    'a kind that can never object',
    'checks:\n  - release\n  - tests: {run: make test, facets: {green: info, same: off, complete: off, counted: off, fresh: info}}',
    '5:29 never-objects',
  ],
  ['unknown of a person', 'checks:\n  - {ask: Is it safe?, why: No., id: a, unknown: block}', '4:41 no-effect'],
  [
    'unknown below block',
    'checks:\n  - window\n  - run: make look\n    level: warn\n    unknown: block',
    '7:5 no-effect',
  ],
  [
    'override below block',
    'checks:\n  - window\n  - run: make look\n    level: warn\n    override: no',
    '7:5 no-effect',
  ],
  ['a time limit for a person', 'checks:\n  - {ask: Is it safe?, why: No., id: a, timeout: 5m}', '4:41 no-effect'],
  ['an answer turned round', 'checks:\n  - run: make look\n    go: no', '5:5 turned-round'],
  ['an answer turned round with its words', 'checks:\n  - run: make look\n    go: no\n    question: Is it broken?', ''],
  ['a facet at its default', 'checks:\n  - window: {facets: {hours: block}}', '4:23 no-effect'],
  [
    'a facet above its item',
    'checks:\n  - release\n  - window: {facets: {hours: block}}\n    level: info',
    '5:23 no-effect',
  ],
  ['nothing can stop it', 'checks:\n  - window:\n    level: warn', '3:1 nothing-blocks'],
  ['a lane', 'checks:\n  - window:\n    when: {lane: hotfix}', '5:12 when-lane'],
  ['days on which nobody deploys', 'checks:\n  - window\n  - release:\n    when: {days: sat}', '6:12 when-never'],
  ['days without a window', 'checks:\n  - release:\n    when: {days: sat}', ''],
  [
    'days of a window that only warns',
    'checks:\n  - window: {facets: {day: warn}}\n  - release:\n    when: {days: sat}',
    '',
  ],
  [
    'found of what is off',
    'checks:\n  - window:\n    level: off\n  - release:\n    when: {found: window}',
    '7:12 when-found',
  ],
  [
    'found of what a person answers',
    'checks:\n  - {ask: Is it safe?, why: No., id: a}\n  - release:\n    when: {found: a}',
    '6:12 when-found',
  ],
  [
    'found of what comes later',
    'checks:\n  - release:\n    when: {found: later}\ndeploy: {run: a, undo: none}\nafter: [{run: b, id: later}]',
    '5:12 when-found',
  ],
  ['found of a check', 'checks:\n  - window\n  - release:\n    when: {found: window}', ''],
  ['a lane that an item knows', 'checks:\n  - lane: {train: tue}\n  - window:\n    when: {lane: hotfix}', ''],
  [
    'a need of nobody',
    'people: {a: {roles: [dba]}, b: {}}\nchecks:\n  - people: {need: [dba, b, dbs]}',
    '5:14 by-nobody',
  ],
  [
    'a need of one who left',
    'people: {a: {}, b: {}, c: {left: true}}\nchecks:\n  - people: {need: [c]}',
    '5:14 by-nobody',
  ],
  ['by without people', 'checks:\n  - window:\n    by: pm', '5:5 by-nobody'],
  ['by one who has left', 'people: {a: {}, b: {}, c: {left: true}}\nchecks:\n  - window:\n    by: c', '6:5 by-nobody'],
  [
    'by a role of one who is here',
    'people: {a: {roles: pm}, b: {}, c: {left: true, roles: pm}}\nchecks:\n  - window:\n    by: pm',
    '',
  ],
  ['an override of one alone', 'people: {a: {}, b: {left: true}}', '3:1 no-second'],
  ['an override of nobody, in words', 'checks:\n  - run: make look\n    override: second', '5:5 no-second'],
  ['two people', 'people: {a: {}, b: {}}', ''],
  ['holidays that are over', 'calendar: {holidays: [2025-12-25, 2026-11-17..2026-11-18]}', '3:12 calendar-past'],
  ['holidays of which one is to come', 'calendar: {holidays: [2025-12-25, 2026-11-19]}', ''],
  ['holidays of a calendar', 'calendar: {holidays: [2025-12-25, "ics:a.ics"]}', ''],
  [
    'freezes that are over',
    'calendar: {freezes: [{when: 2025-12-18..2026-01-03}, {when: 2026-11-01 12:00..2026-11-02 08:00}]}',
    '3:12 calendar-past',
  ],
  [
    'a freeze that comes back',
    'calendar: {freezes: [{when: 2025-12-18..2026-01-03}, {when: yearly 12-18..01-03}]}',
    '',
  ],
  ['no way back', 'deploy: make deploy\nafter: [{run: look}]', '3:1 no-undo'],
  [
    'steps without a way back',
    'deploy:\n  steps:\n    - {step: a, run: a, undo: none}\n    - {step: b, run: b}\nafter: [{run: look}]',
    '6:7 no-undo',
  ],
  ['nothing after', 'deploy: {run: a, undo: none}', '3:1 no-after'],
  [
    'http of a probe',
    'deploy: {steps: [{step: a, run: a, undo: none, verify: {url: "http://shop.test/"}}]}\nafter: [{run: look}]',
    '3:62 plain-http',
  ],
  [
    'http on this machine',
    'deploy: {steps: [{step: a, run: a, undo: none, verify: {url: "http://127.0.0.1:8080/"}}]}\nafter: [{run: look}]',
    '',
  ],
  [
    'the key to a private calendar, which would stand in the repository and in the log',
    'calendar: {holidays: ["ics:https://shop.test/calendar/private-0a1b2c3d4e5f6a7b/basic.ics"]}',
    '3:23 calendar-key',
  ],
  [
    "the key to somebody's leave, as a parameter",
    'people: {ada: {emails: [a@x.test], absences: ["ics:webcal://shop.test/ada.ics?token=abc"]}, bob: {emails: [b@x.test]}}',
    '3:47 calendar-key',
  ],
  [
    'public calendars are fine',
    'calendar: {holidays: ["ics:https://shop.test/en.german%23holiday@group.v.calendar.test/public/basic.ics", "ics:https://shop.test/germany-bavaria-2026.ics?lang=en"]}',
    '',
  ],
  ['a calendar over http', 'calendar: {holidays: ["ics:http://shop.test/a.ics"]}', '3:23 plain-http'],
  [
    'a limit that never counts',
    'checks:\n  - tests: {run: make test, timeout: 30m}\n    timeout: 10m',
    '5:5 timeout-short',
  ],
  ['evidence that is never fresh', 'checks:\n  - run: make look\n    ttl: 5s', '5:5 ttl-short'],
  ['evidence that is old when it comes', 'checks:\n  - run: make look\n    timeout: 5m\n    ttl: 2m', '6:5 ttl-short'],
  [
    'a deploy that takes longer',
    'checks:\n  - window: {finish: 10m}\ndeploy: {run: a, undo: none, timeout: 1h}\nafter: [{run: look}]',
    '4:14 finish-short',
  ],
  ['keys of a target', 'targets: {production: {path: /srv, second: named}}', ''],
  ['servers without hosts', 'checks:\n  - servers', '4:5 no-hosts'],
  [
    'a probe for a host that no target names',
    'targets: {production: {hosts: [web1]}}\nchecks:\n  - servers: {probes: {db: {command: a, host: db1}}}',
    '5:24 probe-nowhere',
  ],
  [
    'a probe for a host of another target',
    'targets: {production: {hosts: [web1]}, two: {hosts: [db1]}}\nchecks:\n  - servers: {probes: {db: {command: a, host: db1}}}',
    '',
  ],
  [
    'a probe for a host that a command may print',
    'targets: {production: {hosts: {command: a}}}\nchecks:\n  - servers: {probes: {db: {command: a, host: db1}}}',
    '',
  ],
  ['servers of images', 'checks:\n  - servers: {images: {from: a, to: b}}', ''],
  ['a second person who signs', 'targets: {production: {second: signed}}', '3:24 unread'],
  ['a ref is looked at', 'targets: {production: {revision: {ref: live}}}', ''],
  ['a watch without probes', 'deploy: {run: a, undo: none}\nafter: [watch]', '4:9 watch-blind'],
  [
    'so is a file on the hosts',
    'targets: {production: {hosts: [web1], revision: [{ref: live}, {file: REVISION}]}}',
    '',
  ],
  ['other repositories', 'repos: {schemas: {path: ../schemas}}', ''],
  ['how long runs are kept', 'log: {keep: 730d}', '3:7 unread'],
])('%s', async (_name, text, expected) => {
  expect((await rulesOn(around(`${text}\n`))).join(', ')).toBe(expected);
});

test('ten questions are too many, nine and a conditional one are not', async () => {
  const asks = (count: number): string =>
    Array.from({ length: count }, (_, n) => `  - {ask: Is part ${n} safe?, why: No., id: q${n}}\n`).join('');
  expect(await rulesOn(around(`checks:\n${asks(8)}`))).toEqual([]);
  expect(
    await rulesOn(around(`checks:\n${asks(8)}  - {ask: Is it big?, why: No., id: big, when: {days: mon}}\n`)),
  ).toEqual([]);
  expect(await rulesOn(around(`checks:\n${asks(9)}`))).toEqual(['14:9 many-questions']);
});

test('of many names the first five are said', async () => {
  const asks = Array.from({ length: 9 }, (_, n) => `  - {ask: Is part ${n} safe?, id: q${n}, level: warn}\n`).join('');
  const [advice] = await adviceOn(around(`checks:\n  - window\n${asks}`));
  expect(advice?.message).toBe('`q0`, `q1`, `q2`, `q3`, `q4` and 4 more do not say why they are asked');
});

test('a checklist as large as can be is looked at quickly', async () => {
  const asks = Array.from({ length: 490 }, (_, n) => `  - {ask: Is ${n} and not ${n} done and the cache warm?}\n`).join(
    '',
  );
  const root = project({ 'shipit.yml': around(`checks:\n${asks}`) });
  const loaded = await loadWithTree({ file: `${root}/shipit.yml`, shown: 'shipit.yml', root, kinds });
  const started = performance.now();
  expect(advise({ ...loaded, kinds, today }).length).toBeGreaterThan(490);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('advice stands at the file that wrote it; a bundled checklist gets none', async () => {
  const advice = await adviceOn({
    'base.yml': 'shipit: 1\nchecks:\n  - ask: Is nobody else deploying?\n    why: Once somebody was.\n',
    'shipit.yml': `shipit: 1\napp: shop\nextends: [shipit:default, ./base.yml]\nchecks:\n  - id: window\n    override: no\n    level: warn\n${rest}`,
  });
  expect(advice.map(({ place, rule }) => `${showPlace(place)} ${rule}`)).toEqual([
    'shipit.yml:6:5 no-effect',
    'base.yml:3:5 negation',
  ]);
});

test('a level that repeats the default of its kind may undo what the base says', async () => {
  const files = {
    'base.yml': 'shipit: 1\nchecks:\n  - window: {facets: {hours: off}}\n',
    'shipit.yml': `shipit: 1\napp: shop\nextends: ./base.yml\nchecks:\n  - window: {facets: {hours: block}}\n${rest}`,
  };
  expect(await rulesOn(files)).toEqual([]);
});
