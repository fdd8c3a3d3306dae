import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deployStory, until } from '../helpers/deploy-story.js';
import { hear, say, typeLine } from '../helpers/plain.js';
import { story } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

const sky = '{ask: "Is the sky clear?", id: sky}';
const sea = '{ask: "Is the sea calm?", id: sea}';

test.each([
  ['an empty line', '', 'An empty line answers nothing.'],
  ['blanks', '   ', 'An empty line answers nothing.'],
  ['a letter', 'g', 'Did you mean `go`? Type the whole word.'],
  ['a beginning', 'sto', 'Did you mean `stop`? Type the whole word.'],
  ['a slip', 'stpo', 'Did you mean `stop`? Type the whole word.'],
  ['yes', 'yes', 'type `go` (Yes, it is) or `no-go` (No, it is not (stop)).'],
  ['a word that answers elsewhere', 'override', 'is no answer here'],
  ['an arrow', '\u001B[Ago', 'keys that are no text'],
])('%s answers nothing, and what would be right is said', async (_name, line, sentence) => {
  const told = story([sky]);
  await using terminal = told.open({ args: ['--plain'] });
  await say(terminal, 'Is the sky clear?', line);
  await say(terminal, sentence, 'stop');
  expect((await terminal.exited).exitCode).toBe(10);
  expect(told.answers()).toEqual(['sky stop human']);
});

test('several lines at once answer nothing', async () => {
  const told = story([sky, sea]);
  await using terminal = told.open({ args: ['--plain'] });
  await hear(terminal, 'Is the sky clear?');
  terminal.paste('go\rgo\rgo\r');
  await terminal.see('Several lines at once answer nothing.');
  await say(terminal, 'Several lines', 'pause');
  expect((await terminal.exited).exitCode).toBe(15);
  expect(told.answers()).toEqual([]);
});

test('lines that were typed before the question stood there answer nothing, handed in or not', async () => {
  const told = story([
    `{run: "while ! test -e let-go; do sleep 0.05; done; false", id: slow, question: "Is it slow?", level: warn}`,
    sky,
  ]);
  await using terminal = told.open({ args: ['--plain'] });
  await say(terminal, 'Is the sky clear?', 'go');
  await terminal.see(/Gathering evidence: slow\.\s*$/);
  typeLine(terminal, 'go');
  await terminal.see('Nothing can be answered at the moment.');
  terminal.press(...'go');
  await terminal.see(/\ngo$/);
  writeFileSync(join(told.root, 'let-go'), '');
  await hear(terminal, 'thrown away');
  terminal.press(keys.enter);
  await say(terminal, 'An empty line answers nothing.', 'pause');
  expect((await terminal.exited).exitCode).toBe(15);
  expect(told.answers()).toEqual(['sky go human']);
});

test('a line that comes with the prompt comes too soon', async () => {
  const told = story([sky]);
  await using terminal = told.open({ args: ['--plain'] });
  await terminal.see('answer>');
  typeLine(terminal, 'go');
  await say(terminal, 'That came too soon', 'stop');
  await terminal.exited;
  expect(told.answers()).toEqual(['sky stop human']);
});

test('the end of input pauses, and answers nothing', async () => {
  const told = story([sky]);
  await using terminal = told.open({ args: ['--plain'] });
  await hear(terminal, 'Is the sky clear?');
  terminal.press(keys.ctrlD);
  expect((await terminal.exited).exitCode).toBe(15);
  expect(told.answers()).toEqual([]);
  expect(told.records().map(({ type }) => type)).toContain('pause');
});

test('the end of input after the deploy confirms nothing: it waits to be resumed', async () => {
  const told = deployStory('{run: "true"}');
  await using terminal = told.open({ args: ['--plain'] });
  await say(terminal, 'Is the sky clear?', 'go');
  await say(terminal, 'To launch, type', told.phrase, 'launch>');
  await hear(terminal, 'Have you used the site?');
  terminal.press(keys.ctrlD);
  expect((await terminal.exited).exitCode).toBe(14);
  expect(told.answers()).toEqual(['sky go human']);
  await using second = told.open({ args: ['resume', '--plain'] });
  await say(second, 'Have you used the site?', 'go');
  expect((await second.exited).exitCode).toBe(0);
});

test('Ctrl-C warns, then leaves with 130, on record', async () => {
  const told = story([sky]);
  await using terminal = told.open({ args: ['--plain'] });
  await hear(terminal, 'Is the sky clear?');
  terminal.press(...'go', keys.ctrlC);
  await hear(terminal, 'Ctrl-C again to leave');
  terminal.press(keys.enter);
  await hear(terminal, 'An empty line answers nothing.');
  terminal.press(keys.ctrlC);
  await hear(terminal, 'Ctrl-C again to leave');
  terminal.press(keys.ctrlC);
  expect((await terminal.exited).exitCode).toBe(130);
  expect(told.answers()).toEqual([]);
  expect(told.records().map(({ type }) => type)).toContain('interrupted');
});

test.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s ends it with %i, on record', async (signal, exitCode) => {
  const told = story([sky]);
  await using terminal = told.open({ args: ['--plain'] });
  await hear(terminal, 'Is the sky clear?');
  terminal.signal(signal);
  expect((await terminal.exited).exitCode).toBe(exitCode);
  expect(told.records().find(({ type }) => type === 'interrupted')).toMatchObject({ signal });
});

test('back from Ctrl-Z the prompt stands there again', async () => {
  const told = story([sky]);
  await using terminal = told.open({ args: ['--plain'] });
  await hear(terminal, 'Is the sky clear?');
  terminal.signal('SIGCONT');
  await terminal.see(/^answer>\s*^answer>\s*$/m);
  await say(terminal, '', 'pause');
  expect((await terminal.exited).exitCode).toBe(15);
});

test('F42 HEAD moved: what was asked is asked no longer, and the half-typed line counts for nothing', async () => {
  const told = story([sky]);
  await using terminal = told.open({ args: ['--plain'] });
  await hear(terminal, 'Is the sky clear?');
  terminal.press(...'kee');
  const moved = told.commit('Second', { 'a.txt': 'a' });
  await hear(terminal, `HEAD is now ${moved.slice(0, 7)}`);
  terminal.press('p', keys.enter);
  await say(terminal, '`p` is no answer here', 'keep');
  await say(terminal, 'Is the sky clear?', 'pause');
  expect((await terminal.exited).exitCode).toBe(15);
  expect(told.records().map(({ type }) => type)).toContain('notice.kept');
});

test('the output of the deploy comes as plain lines; Ctrl-C asks, and kills nothing', async () => {
  const told = deployStory(
    `{run: "printf '\\\\033[31mred\\\\033[0m\\\\n1%%\\\\r99%%\\\\n'; while ! test -e NOTES/let-go; do sleep 0.05; done; touch NOTES/ended"}`,
  );
  await using terminal = told.open({ args: ['--plain'] });
  await say(terminal, 'Is the sky clear?', 'go');
  await say(terminal, 'To launch, type', told.phrase, 'launch>');
  await terminal.see(/^red\n99%$/m);
  terminal.press(keys.ctrlC);
  await say(terminal, 'It goes on by itself', 'kill', 'deploy>');
  await say(terminal, 'none of the words', 'background', 'deploy>');
  expect((await terminal.exited).exitCode).toBe(15);
  await using second = told.open({ args: ['resume', '--plain'] });
  await second.see(/^red\n99%$/m);
  writeFileSync(join(told.notes, 'let-go'), '');
  await say(second, 'Have you used the site?', 'go');
  expect((await second.exited).exitCode).toBe(0);
  await until('it ended', () => told.lines('ended').length === 0);
  expect(terminal.raw() + second.raw()).not.toContain('\u001B');
});

test('a failed deploy is rolled back by the word and the target', async () => {
  const told = deployStory('{run: "echo half done; exit 3", undo: "touch NOTES/undone"}');
  await using terminal = told.open({ args: ['--plain'] });
  await say(terminal, 'Is the sky clear?', 'go');
  await say(terminal, 'To launch, type', told.phrase, 'launch>');
  expect(await hear(terminal, 'The deploy failed: exit 3')).toContain('half done');
  await say(terminal, 'undo: Roll back', 'roll back');
  await say(terminal, 'Type the target', 'staging', 'target>');
  await say(terminal, 'To roll back, type the target: production', 'production', 'target>');
  expect((await terminal.exited).exitCode).toBe(13);
  expect(terminal.raw()).not.toContain('\u001B');
});

test('a deploy with `tty: true` can ask for a password', async () => {
  const told = deployStory(
    `{run: ${JSON.stringify(`stty -echo; printf 'Password: '; read p; stty echo; echo; echo "$p" > NOTES/password`)}, tty: true}`,
  );
  await using terminal = told.open({ args: ['--plain'] });
  await say(terminal, 'Is the sky clear?', 'go');
  await say(terminal, 'closing the terminal ends', told.phrase, 'launch>');
  await terminal.see(/^Password:/m);
  typeLine(terminal, 's3cret words');
  await say(terminal, 'Have you used the site?', 'go');
  expect((await terminal.exited).exitCode).toBe(0);
  expect(told.lines('password')).toEqual(['s3cret words']);
  expect(terminal.everything()).not.toContain('s3cret');
});
