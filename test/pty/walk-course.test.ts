import { expect, test } from 'vitest';
import { answer, launch, read, story, tap } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

const sky = '{ask: "Is the sky clear?", id: sky}';
const sea = '{ask: "Is the sea calm?", id: sea}';
const pass = '{run: "echo all 12 lamps burn", id: lamps, question: "Do the lamps burn?"}';

test('to stop is free, is recorded, and the run can be taken up again by its name', async () => {
  const project = story([sky, sea]);
  {
    await using terminal = project.open();
    await answer(terminal, 'Is the sky clear?', 'g');
    await answer(terminal, 'Is the sea calm?', 's');
    expect((await terminal.exited).exitCode).toBe(10);
    expect(terminal.everything()).toMatch(/shipit: stopped; nothing was deployed to production/);
  }
  expect(project.answers()).toEqual(['sky go human', 'sea stop human']);
  expect(project.records().at(-1)).toMatchObject({ type: 'run.end', outcome: 'stopped', exit: 10 });
  {
    await using unnamed = project.open({ args: ['resume'] });
    expect(await unnamed.exited).toMatchObject({ exitCode: 2 });
    expect(unnamed.everything()).toContain('there is no unfinished run');
  }
  const [line = ''] = project.shipit('log', 'list', '--json').split('\n');
  const { run } = JSON.parse(line) as { readonly run: string };
  await using terminal = project.open({ args: ['resume', run] });
  await answer(terminal, 'Is the sea calm?', keys.down, keys.enter);
  await answer(terminal, 'To launch, type', keys.escape);
  expect((await terminal.exited).exitCode).toBe(15);
  expect(project.answers()).toEqual(['sky go human', 'sea stop human', 'sea go human']);
});

test('a pause keeps every answer', async () => {
  const project = story([pass, sky, sea]);
  {
    await using terminal = project.open();
    await answer(terminal, 'Is the sky clear?', 'g');
    await answer(terminal, 'Is the sea calm?', 'q');
    expect((await terminal.exited).exitCode).toBe(15);
  }
  expect(project.records()).toContainEqual(expect.objectContaining({ type: 'pause', by: 'Ada L.' }));
  await using terminal = project.open({ args: ['resume'] });
  const screen = await read(terminal, 'Is the sea calm?');
  expect(screen).toMatch(/✔ go +lamps/);
  expect(screen).toMatch(/✔ go +sky +by Ada L\./);
  terminal.press('q');
  await terminal.exited;
  expect(project.answers()).toEqual(['lamps go auto', 'sky go human']);
});

test('an item that is go passes by itself, with its value, unless somebody objects while it stands there', async () => {
  const project = story([pass, sky]);
  await using terminal = project.open();
  await terminal.see('all 12 lamps burn');
  await answer(terminal, 'I object (no-go)', 'x');
  await answer(terminal, 'Ada L. said no', 's');
  await terminal.exited;
  expect(project.answers()).toEqual(['lamps no-go human', 'lamps stop human']);
});

test('who objects later goes back with Tab', async () => {
  const project = story([pass, sky]);
  await using terminal = project.open();
  await read(terminal, 'Is the sky clear?');
  terminal.press(keys.tab);
  await answer(terminal, 'Do the lamps burn?', 'x');
  await answer(terminal, 'Ada L. said no', 'q');
  await terminal.exited;
  expect(project.answers()).toEqual(['lamps go auto', 'lamps no-go human']);
});

test('Tab and Shift-Tab go through settled questions and back, and answer nothing', async () => {
  const project = story([sky, sea, '{ask: "Is the wind low?", id: wind}']);
  await using terminal = project.open();
  await answer(terminal, 'Is the sky clear?', 'g');
  await read(terminal, '2 of 3   Is the sea calm?');
  terminal.press(keys.tab);
  await terminal.see('3 of 3   Is the wind low?');
  terminal.press(keys.tab);
  const settled = await terminal.see('1 of 3   Is the sky clear?');
  expect(settled).toContain('✔ GO  go by Ada L.');
  terminal.press(keys.shiftTab);
  await terminal.see('3 of 3   Is the wind low?');
  terminal.press(keys.shiftTab);
  await read(terminal, '2 of 3   Is the sea calm?');
  terminal.press(keys.shiftTab);
  await answer(terminal, 'b  Back to what is open', 'b');
  await answer(terminal, '2 of 3   Is the sea calm?', 'q');
  await terminal.exited;
  expect(project.answers()).toEqual(['sky go human']);
});

test('from the launch page Tab leads to the questions, where an answer is taken back', async () => {
  const project = story([sky]);
  await using terminal = project.open();
  await answer(terminal, 'Is the sky clear?', 'g');
  await read(terminal, 'To launch, type');
  terminal.press(keys.tab);
  await answer(terminal, 'Answer again', 'r');
  await answer(terminal, 'Does not apply', 'x');
  await answer(terminal, 'Ada L. said no', 's');
  expect((await terminal.exited).exitCode).toBe(10);
  expect(project.answers()).toEqual(['sky go human', 'sky no-go human', 'sky stop human']);
});

test('the evidence is a page that scrolls to its last line and back', async () => {
  const project = story(['{run: "seq 1 3000; exit 1", id: lamp, question: "Does the lamp burn?"}']);
  await using terminal = project.open();
  await answer(terminal, 'NO-GO', keys.enter);
  await terminal.see('Findings');
  terminal.press(keys.end);
  await terminal.see(/end, 3\d\d\d lines/);
  expect(terminal.screen()).toMatch(/│ 3000$/m);
  expect(terminal.screen()).toMatch(/gathered \w{3} \d+ \w{3} \d\d:\d\d, in /);
  terminal.press(keys.pageUp);
  await terminal.see((screen) => /│ 2980$/m.test(screen) && !/│ 3000$/m.test(screen));
  terminal.press(keys.home);
  await terminal.see('Findings');
  terminal.press(keys.pageDown);
  await terminal.see(/│ 10$/m);
  await tap(terminal, keys.up, keys.up, keys.down, keys.escape);
  await answer(terminal, 'Stop here', 'q');
  expect((await terminal.exited).exitCode).toBe(15);
  expect(project.answers()).toEqual([]);
});

test('? says why it is asked and what every key does', async () => {
  const project = story(['{ask: "Is the sky clear?", id: sky, why: "We sailed into a storm once."}']);
  await using terminal = project.open();
  await answer(terminal, 'Is the sky clear?', '?');
  const help = await terminal.see('Why this is asked');
  expect(help).toContain('We sailed into a storm once.');
  expect(help).toMatch(/g +Yes, it is \(go\)/);
  terminal.press('?');
  await answer(terminal, 'Look at the evidence', 'q');
  await terminal.exited;
  expect(project.answers()).toEqual([]);
});

test('a slow item does not hold up the questions after it, and its evidence does not take the screen away', async () => {
  const project = story(['{run: "sleep 3; exit 1", id: slow, question: "Is slow fine?"}', sky, sea]);
  await using terminal = project.open();
  await answer(terminal, 'Is the sky clear?', 'g');
  await terminal.see('Is the sea calm?');
  await terminal.see(/✖ no-go +slow/);
  expect(terminal.screen()).toContain('Is the sea calm?');
  await answer(terminal, 'Is the sea calm?', keys.down, keys.enter);
  await answer(terminal, 'Is slow fine?', 's');
  await terminal.exited;
  expect(project.answers()).toEqual(['sky go human', 'sea go human', 'slow stop human']);
});

test('when HEAD moves, the run stays with its commit until the operator decides', async () => {
  const project = story([sky, sea]);
  await using terminal = project.open();
  await answer(terminal, 'Is the sky clear?', 'g');
  await read(terminal, 'Is the sea calm?');
  const newer = project.commit('Something newer');
  await answer(terminal, `HEAD is now ${newer.slice(0, 7)}, this run is about ${project.commitId.slice(0, 7)}`, 'k');
  await answer(terminal, 'Is the sea calm?', keys.down, keys.enter);
  await launch(terminal, project);
  expect((await terminal.exited).exitCode).toBe(0);
  expect(project.deployed()).toBe(project.commitId);
  expect(project.records()).toContainEqual(
    expect.objectContaining({ type: 'notice.kept', notice: 'head-moved', to: newer }),
  );
});

test('when the operator follows HEAD, everything bound to the commit is asked again', async () => {
  const project = story([pass, sky]);
  await using terminal = project.open();
  await answer(terminal, 'Is the sky clear?', 'g');
  await read(terminal, 'To launch, type');
  const newer = project.commit('Something newer');
  await answer(terminal, 'HEAD is now', 'h');
  await read(terminal, `production ${newer.slice(0, 7)}`);
  expect(project.answers()).toEqual(['lamps go auto', 'sky go human', 'lamps go auto']);
  terminal.press(keys.escape);
  expect((await terminal.exited).exitCode).toBe(15);
});
