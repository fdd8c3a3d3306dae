import { expect, test } from 'vitest';
import { answer, read, story, type } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

const sky = '{ask: "Is the sky clear?", id: sky}';
const sea = '{ask: "Is the sea calm?", id: sea}';

test.each([
  ['an answer', 'g'],
  ['an answer and a line break', 'g\n'],
  ['arrows and Enter', '\u001B[B\r'],
  ['lines of answers', 'g\nx\ns\nq\n'.repeat(50)],
])('F57 a paste of %s answers nothing', async (_name, text) => {
  const project = story([sky, sea]);
  await using terminal = project.open();
  await read(terminal, 'Is the sky clear?');
  terminal.paste(text);
  await terminal.see('Several characters at once answer nothing');
  await answer(terminal, 'Is the sky clear?', 'q');
  await terminal.exited;
  expect(project.answers()).toEqual([]);
});

test('F57 a paste of a megabyte answers nothing, and the keyboard works right after it', async () => {
  const project = story([sky, sea]);
  await using terminal = project.open();
  await read(terminal, 'Is the sky clear?');
  terminal.paste('g\n'.repeat(500_000));
  await terminal.see('Several characters at once answer nothing');
  await answer(terminal, 'Is the sky clear?', 's');
  await terminal.exited;
  expect(project.answers()).toEqual(['sky stop human']);
});

test('a paste into a reason is text, on one line, and does not hand itself in', async () => {
  const project = story(['{run: "false", id: lamp, question: "Does the lamp burn?"}', sky]);
  await using terminal = project.open();
  await answer(terminal, 'NO-GO', 'o');
  await terminal.see('Why go on');
  terminal.paste('the lamp is\nbroken\u0007 since Monday\n');
  await terminal.see('the lamp is broken  since Monday');
  expect(terminal.screen()).toContain('Why go on');
  await type(terminal, ' morning');
  await terminal.see('in later runs, too?');
  terminal.press(keys.escape);
  await answer(terminal, 'Is the sky clear?', keys.escape);
  await answer(terminal, 'Is the sky clear?', 'q');
  await terminal.exited;
  expect(project.records().find(({ how }) => how === 'override')).toMatchObject({
    reason: 'the lamp is broken  since Monday  morning',
  });
});
