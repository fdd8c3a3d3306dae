import { expect, test } from 'vitest';
import { newestRun } from '../helpers/deploy-story.js';
import { say } from '../helpers/plain.js';
import { answer, read, type Story, story, tap, type } from '../helpers/story.js';
import { keys, type Terminal } from '../helpers/terminal.js';

const signoff = '{signoff: {via: ask, role: pm, facets: {staging: off, fresh: off}}}';
const people = `people:
  ada: {name: Ada L., emails: [ada@x.test]}
  per: {name: Per M., emails: [per@x.test], roles: [pm]}
  cyn: {name: Cyn Q., emails: [cyn@x.test], roles: [pm]}
`;
const question = 'Has the product manager confirmed';
const link = 'https://issues.test/311';
const wrong = 'http://issues.test/311';

const told = (project: Story): unknown => project.records().findLast(({ type: name }) => name === 'answer')?.['told'];

/** From the question to the page of the choice, with it read. */
async function choose(terminal: Terminal): Promise<void> {
  // The page of the choice shows the question, too.
  await answer(terminal, (screen) => screen.includes(question) && screen.includes('Look at the evidence'), 'g');
  await read(terminal, 'Who confirmed it?');
}

test('who confirmed it is chosen, when and where are typed; only all of it together is recorded', async () => {
  const project = story([signoff], people);
  {
    await using terminal = project.open();
    await choose(terminal);
    await tap(terminal, 'z', '1', 'g', 'q');
    terminal.press('\u001B[200~c\u001B[201~');
    await terminal.see('Several characters at once choose nothing');
    await answer(terminal, 'Who confirmed it?', keys.enter);
    await choose(terminal);
    terminal.press('c');
    await terminal.see('So far: Cyn Q.');
    terminal.press(keys.escape);
    await choose(terminal);
    terminal.press(keys.down, keys.down, keys.enter);
    await terminal.see('So far: Cyn Q.');
    await type(terminal, 'next week');
    await terminal.see('Write it as now');
    terminal.press(keys.ctrlC);
    await terminal.see('Ctrl-C again');
    expect(project.answers()).toEqual([]);
    terminal.press(keys.ctrlC);
    expect((await terminal.exited).exitCode).toBe(130);
    expect(project.answers()).toEqual([]);
  }

  {
    await using terminal = project.open({ args: ['resume', newestRun(project)] });
    await choose(terminal);
    terminal.press('p');
    await terminal.see('So far: Per M.');
    await type(terminal, 'yesterday 16:00');
    await terminal.see('Where can it be read?');
    await type(terminal, wrong);
    await terminal.see('A link begins with https://');
    terminal.press('\u0015', ...link);
    await terminal.see(`▸ ${link}`);
    terminal.press(keys.enter);
    expect(await read(terminal, 'To launch, type')).toContain('go by Ada L.: Per M.: ');
    terminal.press(keys.escape);
    expect((await terminal.exited).exitCode).toBe(15);
  }

  expect(project.answers()).toEqual(['signoff/given go human']);
  expect(told(project)).toEqual({ who: 'per', when: expect.stringMatching(/T\d\d:00:00\.000Z$/), where: link });
  expect(project.shipit('log', 'show', newestRun(project))).toContain(`Told, where: ${link}`);
});

test('line by line the same is asked, and recorded', async () => {
  const project = story([signoff], people);
  await using terminal = project.open({ args: ['--plain'] });
  await say(terminal, question, 'go');
  await say(terminal, 'Who confirmed it?', 'p', 'choice>');
  await say(terminal, 'Nothing was chosen', 'cancel', 'choice>');
  await say(terminal, question, 'go');
  await say(terminal, 'Who confirmed it?', 'Per M.', 'choice>');
  await say(terminal, 'When?', 'now');
  await say(terminal, 'Where can it be read?', wrong);
  await say(terminal, 'A link begins with https://', 'none');
  await say(terminal, 'To launch, type', 'pause', 'launch>');
  expect((await terminal.exited).exitCode).toBe(15);
  expect(project.answers()).toEqual(['signoff/given go human']);
  expect(told(project)).toEqual({ who: 'per', when: expect.stringMatching(/Z$/) });
});
