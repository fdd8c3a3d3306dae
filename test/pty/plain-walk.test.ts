import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { course, newestRun } from '../helpers/deploy-story.js';
import { hear, say } from '../helpers/plain.js';
import { answer, type LoggedRecord, launch, type Story, story, type } from '../helpers/story.js';
import type { Terminal } from '../helpers/terminal.js';

const checks = [
  '{run: "true", id: pass, question: "Does it pass?"}',
  '{run: "test -e lamp", id: lamp, question: "Does the lamp burn?"}',
  '{run: "echo 2 failed; false", id: tests, question: "Are the tests green?", override: second}',
  '{ask: "Is there a freeze?", id: freeze, go: no}',
  '{ask: "Is the sky clear?", id: sky}',
];
const rest = `people: {ada: {name: Ada L., emails: [ada@x.test]}, bob: {name: Bob K., emails: [bob@x.test]}}
after:
  - {ask: "Have you used the site?", id: used}
`;
const reason = 'these two fail since Monday, issue 311';

test('the whole walk, line by line: looked at again, overridden, stopped, resumed, launched, asked after it', async () => {
  const told = story(checks, rest);
  const said: string[] = [];
  {
    await using terminal = told.open({ args: ['--plain'] });
    await hear(terminal, 'Does the lamp burn?');
    writeFileSync(join(told.root, 'lamp'), '');
    await say(terminal, 'NO-GO: exit 1', 'look');
    await say(terminal, 'Are the tests green?', 'Override');
    await say(terminal, 'Why go on despite this no-go?', 'too short', 'reason>');
    await say(terminal, 'this has 9.', reason, 'reason>');
    await say(terminal, 'Who is the second person', 'Ada L.', 'name>');
    await say(terminal, 'cannot be you', '  bob k. ', 'name>');
    await say(terminal, 'go: No, it is not', 'GO');
    await say(terminal, 'Is the sky clear?', 'stop');
    expect((await terminal.exited).exitCode).toBe(10);
    expect(terminal.everything()).toContain('shipit: stopped; nothing was deployed');
    said.push(terminal.raw());
  }

  await using terminal = told.open({ args: ['resume', newestRun(told), '--plain'] });
  await say(terminal, 'Is the sky clear?', 'no-go');
  await say(terminal, 'NO-GO: Ada L. said no', 'look');
  await say(terminal, 'go: Yes, it is', 'go');
  const poll = await hear(terminal, 'All questions are answered', 'launch>');
  expect(poll).toContain(`OVERRIDDEN with Bob K.: ${reason}`);
  await say(terminal, 'To launch, type', 'production', 'launch>');
  await say(terminal, 'type exactly', told.phrase, 'launch>');
  await say(terminal, 'Have you used the site?', 'go');
  expect((await terminal.exited).exitCode).toBe(0);
  expect(told.deployed()).toBe(told.commitId);
  expect(terminal.everything()).toContain('is deployed to production and confirmed');
  expect(told.shipit('log', 'verify')).toMatch(/whole|ok|nothing/i);
  expect(told.answers()).toEqual([
    'pass go auto',
    'lamp go auto',
    'tests go override',
    'freeze go human',
    'sky stop human',
    'sky no-go human',
    'sky go human',
    'used go human',
  ]);
  expect(told.records().find(({ how }) => how === 'override')).toMatchObject({
    reason,
    second: { by: 'Bob K.', how: 'named', verified: false },
    seen: 'no-go',
    findings: ['tests:failed'],
  });
  said.push(terminal.raw());
  expect(said.join('')).not.toContain('\u001B');
});

test('the records are those of the full screen', async () => {
  const [screen, plain] = [walkable(), walkable()];
  {
    await using terminal = screen.open();
    await onScreen(terminal, screen);
  }
  await using terminal = plain.open({ args: ['--plain'] });
  await lineByLine(terminal, plain);
  expect(shape(plain.records())).toEqual(shape(screen.records()));
  const times = plain
    .records()
    .flatMap(({ how, ms_on_screen: ms }) => (how === undefined || how === 'auto' ? [] : [ms]));
  expect(times.length).toBe(4);
  expect(times.every((ms) => typeof ms === 'number' && ms >= 300)).toBe(true);
});

const walkable = (): Story =>
  story(
    [
      '{run: "true", id: pass, question: "Does it pass?"}',
      '{run: "exit 75", id: pins, question: "Are the pins right?"}',
      '{run: "false", id: lamp, level: warn, question: "Does the lamp burn?"}',
      '{ask: "Is the sky clear?", id: sky}',
    ],
    'after:\n  - {ask: "Have you used the site?", id: used}\n',
  );

async function onScreen(terminal: Terminal, told: Story): Promise<void> {
  await answer(terminal, 'Are the pins right?', 'g');
  await answer(terminal, 'Does the lamp burn?', 'c');
  await terminal.see('Your comment');
  await type(terminal, 'known, see #311');
  await answer(terminal, 'Is the sky clear?', 'n');
  await terminal.see('Why does this question not apply');
  await type(terminal, 'we are in a cellar');
  await launch(terminal, told);
  await answer(terminal, 'Have you used the site?', 'g');
  expect((await terminal.exited).exitCode).toBe(0);
}

async function lineByLine(terminal: Terminal, told: Story): Promise<void> {
  await say(terminal, 'Are the pins right?', 'go');
  await say(terminal, 'Does the lamp burn?', 'comment');
  await say(terminal, 'Your comment', 'known, see #311', 'comment>');
  await say(terminal, 'Is the sky clear?', 'n/a');
  await say(terminal, 'Why does this question not apply', 'we are in a cellar', 'reason>');
  await say(terminal, 'To launch, type', told.phrase, 'launch>');
  await say(terminal, 'Have you used the site?', 'go');
  expect((await terminal.exited).exitCode).toBe(0);
}

/** What is in the records, without what differs from run to run. */
function shape(records: readonly LoggedRecord[]): unknown {
  const answers = records
    .filter(({ type: name }) => name === 'answer')
    .map(({ check, question, go_answer, answer: given, how, by, reason: why, because, seen, findings, ...more }) => ({
      ...{ check, question, go_answer, given, how, by, why, because, seen, findings },
      fields: Object.keys(more),
    }));
  return { answers, course: course(records) };
}
