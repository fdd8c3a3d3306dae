import { expect, test } from 'vitest';
import { calendarOf, event } from '../calendar/ics-files.js';
import { answer, read, story, type } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

const rest = `calendar:
  tz: UTC
  freezes:
    - {when: "weekly fri 12:00..mon 08:00", name: weekend, allow: [hotfix]}
people:
  ada: {name: Ada L., emails: [ada@x.test]}
  bob: {name: Bob M., emails: [bob@x.test]}
  cem: {name: Cem T., emails: [cem@x.test]}
deploy: {run: "true", undo: "true", timeout: 15m}
`;

const oncall = calendarOf(
  event('SUMMARY:On call: Bob M.', 'DTSTART:20261120T090000Z', 'DTEND:20261120T190000Z'),
  event('SUMMARY:On call: Cem T.', 'DTSTART:20261120T190000Z', 'DTEND:20261121T090000Z'),
);

/** A fix since what runs now, on a Friday at 18:00. */
function friday() {
  const made = story(
    [
      'window: {facets: {last_day: off}}',
      'lane: {train: {days: tue-thu, hours: "10:00-16:00"}, hotfix: {main: main}}',
      'people: {need: [oncall, second], oncall: {ics: ops/oncall.ics}}',
      '{ask: "Has the product manager seen it?", id: pm, when: {lane: [train]}}',
    ],
    rest,
    { 'ops/oncall.ics': oncall },
  );
  made.git('tag', 'deployed/production/1');
  const commitId = made.commit('Take cards again', { 'cart.py': '1\n' });
  return { ...made, phrase: `production ${commitId.slice(0, 7)}` };
}

test('on a Friday evening a hotfix says why it cannot wait, what it is, and who is at hand by name; the train is not asked for', async () => {
  const project = friday();
  await using terminal = project.open({
    args: ['--dry-run'],
    env: { SHIPIT_NOW: '2026-11-20T18:00:00Z' },
    columns: 120,
    rows: 40,
  });
  await terminal.see(/✔ go +window/);
  await answer(terminal, 'Can this wait for the train on Tue 24 Nov 10:00?', 'g');
  await answer(terminal, 'Is it one of these: regression, outage, security, config?', 'g');
  await answer(terminal, 'Which of these is it?', 'r');
  await terminal.see('What is broken, and for whom?');
  await type(terminal, 'cards are refused since noon');
  await terminal.see('Where can it be read?');
  await type(terminal, 'https://issues.test/7');
  await answer(terminal, 'Is Bob M. (on call) at hand until 19:00?', 'g');
  await answer(terminal, 'Is Cem T. (on call) at hand from 19:00 until 20:00?', 'g');
  await answer(terminal, 'Is somebody else at hand until 20:00 who can deploy?', 'g');
  await answer(terminal, 'Who is it?', 'b');
  const page = await read(terminal, 'To launch, type');
  expect(page).toContain('shop → production  DRY RUN  HOTFIX');
  expect(page).toMatch(/lane +go by Ada L\.: regression: cards are refused/);
  expect(page).toMatch(/pm +only in the train lane, and this is a hotfix/);
  terminal.press(keys.escape);
  expect((await terminal.exited).exitCode).toBe(15);
  // What waits for the lane passes by itself, whenever that is known.
  const answers = project.answers();
  expect(answers).toEqual(expect.arrayContaining(['window go auto', 'pm n/a auto']));
  expect(answers.filter((one) => one.endsWith('human'))).toEqual([
    'lane/wait go human',
    'lane/reason go human',
    'people/oncall:bob go human',
    'people/oncall:cem go human',
    'people/second go human',
  ]);
  const records = project.records();
  expect(records.find(({ facet }) => facet === 'reason')).toMatchObject({
    told: { reason: 'regression', text: 'cards are refused since noon', link: 'https://issues.test/7' },
  });
  expect(records.find(({ check, type: name }) => check === 'window' && name === 'evidence')).toMatchObject({
    facets: expect.arrayContaining([
      expect.objectContaining({
        name: 'freeze',
        summary: 'weekend until Mon 23 Nov 08:00 lets hotfix pass, and this is a hotfix',
      }),
    ]),
  });
});
