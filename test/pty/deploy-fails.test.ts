import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { course, deployStory, goLive, isRunning, only, used } from '../helpers/deploy-story.js';
import { answer, read, type } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

test('a failed deploy is said, never rolled back by itself, and ends with 12', async () => {
  const told = deployStory('{run: "echo half done; exit 3", undo: "touch NOTES/undone"}');
  await using terminal = told.open();
  await goLive(terminal, told);
  const screen = await read(terminal, 'The deploy failed: exit 3');
  expect(screen).toContain('Nothing is rolled back by itself');
  terminal.press(keys.enter);
  await terminal.see((shown) => shown.includes('half done') && !shown.includes('Leave it as it is'));
  terminal.press(keys.escape);
  await answer(terminal, 'Leave it as it is', 'l');
  expect(await terminal.exited).toEqual({ exitCode: 12, signal: undefined });
  const records = told.records();
  expect(only(records, 'step.end')).toMatchObject({ rc: 3 });
  expect(only(records, 'deploy.end')).toMatchObject({ outcome: 'failed' });
  expect(only(records, 'run.end')).toMatchObject({ outcome: 'failed', exit: 12, confirmed: false });
  expect(course(records)).not.toContain('undo.start');
  expect(told.lines('undone')).toEqual([]);
  expect(() => told.git('rev-parse', '--verify', '--quiet', 'refs/shipit/deployed/production')).toThrow();
});

test('a roll-back is typed, moves the deployed ref back and ends with 13', async () => {
  const told = deployStory('{run: "exit 1", undo: "echo back to $SHIPIT_PREVIOUS | tee NOTES/undone"}');
  told.git('update-ref', 'refs/shipit/deployed/production', told.commitId);
  const commit = told.commit('Second', { 'a.txt': 'a' });
  await using terminal = told.open();
  await goLive(terminal, { ...told, phrase: `production ${commit.slice(0, 7)}` });
  await answer(terminal, 'Roll back', 'u');
  await terminal.see('Type the target');
  await type(terminal, 'staging');
  await terminal.see('To roll back, type the target: production');
  terminal.press(...'staging'.split('').map(() => keys.backspace));
  await type(terminal, 'production');
  expect(await terminal.exited).toEqual({ exitCode: 13, signal: undefined });
  expect(terminal.everything()).toContain(`back to ${told.commitId}`);
  const records = told.records();
  expect(course(records).slice(-6)).toEqual(['undo.start', 'step.start', 'step.end', 'undo.end', 'lock', 'run.end']);
  expect(only(records, 'undo.start')).toMatchObject({ by: 'Ada L.', steps: ['undo'] });
  expect(only(records, 'run.end')).toMatchObject({ outcome: 'rolled-back', exit: 13 });
  expect(told.lines('undone')).toEqual([`back to ${told.commitId}`]);
  expect(told.git('rev-parse', 'refs/shipit/deployed/production')).toBe(told.commitId);
});

test('after a deploy that does not work, the roll-back moves the deployed ref back', async () => {
  const told = deployStory('{run: "true", undo: "true"}');
  told.git('update-ref', 'refs/shipit/deployed/production', told.commitId);
  const commit = told.commit('Second', { 'a.txt': 'a' });
  await using terminal = told.open();
  await goLive(terminal, { ...told, phrase: `production ${commit.slice(0, 7)}` });
  await read(terminal, used);
  expect(told.git('rev-parse', 'refs/shipit/deployed/production')).toBe(commit);
  terminal.press('x');
  await answer(terminal, 'Roll back', 'u');
  await terminal.see('Type the target');
  await type(terminal, 'production');
  expect(await terminal.exited).toMatchObject({ exitCode: 13 });
  expect(told.git('rev-parse', 'refs/shipit/deployed/production')).toBe(told.commitId);
});

test.each([
  ['killed by a signal', '"kill -SEGV $$"', 'it died with SIGSEGV', { signal: 'SIGSEGV' }],
  ['a line whose command is not there', '"no-such-command-here"', 'a command was not found', { rc: 127 }],
  ['a program that is not there', '[no-such-program-here]', 'the program was not found', { rc: 127 }],
  ['a file that is no program', '[./shipit.yml]', 'may not be run', { rc: 126 }],
])('F50 %s is told in words', async (_name, command, words, end) => {
  const told = deployStory(`{run: ${command}}`);
  await using terminal = told.open();
  await goLive(terminal, told);
  await terminal.see(words);
  await answer(terminal, 'Leave it as it is', 'l');
  expect(await terminal.exited).toMatchObject({ exitCode: 12 });
  expect(only(told.records(), 'step.end')).toMatchObject(end);
});

test('out of time: the command and all it started are ended', async () => {
  const told = deployStory('{run: "sleep 600 & echo $! > NOTES/child; wait", timeout: 1s}');
  await using terminal = told.open();
  await goLive(terminal, told);
  await terminal.see('it ran out of time');
  const [child] = told.lines('child');
  expect(isRunning(child)).toBe(false);
  await answer(terminal, 'Leave it as it is', 'l');
  expect(await terminal.exited).toMatchObject({ exitCode: 12 });
  expect(only(told.records(), 'step.end')).toMatchObject({ timedOut: true, signal: 'SIGTERM' });
});

test('steps stop at the first that fails, and are undone in reverse', async () => {
  const step = (name: string, run: string, undo: string): string =>
    `\n    - {step: ${name}, run: "echo ${name} >> NOTES/ran; ${run}", undo: ${undo}}`;
  const told = deployStory(
    `\n  steps:${[
      step('one', 'true', '"echo undo $SHIPIT_STEP >> NOTES/ran"'),
      step('two', 'true', 'none'),
      step('three', 'false', '"echo undo $SHIPIT_STEP >> NOTES/ran"'),
      step('four', 'true', '"echo undo $SHIPIT_STEP >> NOTES/ran"'),
    ].join('')}`,
  );
  await using terminal = told.open();
  await goLive(terminal, told);
  await terminal.see('step three');
  expect(told.lines('ran')).toEqual(['one', 'two', 'three']);
  await answer(terminal, 'Roll back', 'u');
  await terminal.see('Type the target');
  await type(terminal, 'production');
  expect(await terminal.exited).toMatchObject({ exitCode: 13 });
  expect(told.lines('ran').slice(3)).toEqual(['undo undo three', 'undo undo one']);
});

test('a roll-back that fails can be tried again', async () => {
  const told = deployStory('{run: "false", undo: "test -e NOTES/mended || exit 4"}');
  await using terminal = told.open();
  await goLive(terminal, told);
  await answer(terminal, 'Roll back', 'u');
  await terminal.see('Type the target');
  await type(terminal, 'production');
  await terminal.see('Rolling back failed');
  writeFileSync(join(told.notes, 'mended'), '');
  await answer(terminal, 'Try to roll back again', 'u');
  await terminal.see('Type the target');
  await type(terminal, 'production');
  expect(await terminal.exited).toMatchObject({ exitCode: 13 });
});
