import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hear, say } from '../helpers/plain.js';
import { story } from '../helpers/story.js';

test('a watch tells what changes, asks as soon as something fails, and is rolled back by a word', async () => {
  const told = story(
    ['{ask: "Is the sky clear?", id: sky}'],
    'after:\n  - watch: {for: 10m, every: 5s, fail: 1, ask_at: [end], probes: {up: {command: "test ! -e down"}}}\n',
  );
  await using terminal = told.open({ args: ['--plain'] });
  await say(terminal, 'Is the sky clear?', 'go');
  await say(terminal, 'To launch, type', told.phrase, 'launch>');
  await hear(terminal, 'up: ok');
  writeFileSync(join(told.root, 'down'), '');
  await hear(terminal, 'FAILING: up');
  await say(terminal, 'Something changed', 'undo');
  await say(terminal, 'Type the target', 'production', 'target>');
  expect((await terminal.exited).exitCode).toBe(13);
  expect(terminal.raw()).not.toContain('\u001B');
  expect(told.records().filter(({ type }) => type === 'probe')).toMatchObject([{ to: 'ok' }, { to: 'failing' }]);
});

test('the end of input after the deploy is no pause before it: nobody confirmed, and resume goes on', async () => {
  const told = story(
    ['{ask: "Is the sky clear?", id: sky}'],
    'after:\n  - watch: {for: 10m, every: 5s, ask_at: [end], probes: {up: {command: "true"}}}\n',
  );
  await using terminal = told.open({ args: ['--plain'] });
  await say(terminal, 'Is the sky clear?', 'go');
  await say(terminal, 'To launch, type', told.phrase, 'launch>');
  await hear(terminal, 'up: ok');
  terminal.press('\u0004');
  expect((await terminal.exited).exitCode).toBe(14);
  expect(terminal.everything()).toContain('but nobody confirmed that it works');
  expect(terminal.everything()).toContain('go on: shipit resume');

  expect(told.records().map(({ type }) => type)).toContain('pause');
  expect(told.shipit('log', 'list', '--json')).toContain('"outcome":"unconfirmed"');
});
