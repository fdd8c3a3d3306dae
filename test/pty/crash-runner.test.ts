import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  course,
  type DeployStory,
  deployStory,
  goLive,
  isRunning,
  only,
  until,
  used,
} from '../helpers/deploy-story.js';
import { answer, read, type } from '../helpers/story.js';

const waiting = JSON.stringify(
  'echo started >> NOTES/ran; echo $PPID > NOTES/runner; echo $$ > NOTES/command; echo "at work"; while [ ! -e NOTES/go-on ]; do sleep 0.05; done; echo ended >> NOTES/ran',
);

/** kill -9 of the runner in mid-deploy; the screen, if it lives, stands before the question what became of it. */
async function killRunner(told: DeployStory): Promise<void> {
  await until('the deploy is at work', () => told.lines('command').length > 0);
  process.kill(Number(told.lines('runner')[0]), 'SIGKILL');
}

test('F6 kill -9 of the runner: the command goes on, nobody knows how it ends, and a person says it', async () => {
  const told = deployStory(waiting);
  await using terminal = told.open();
  await goLive(terminal, told);
  await killRunner(told);
  await read(terminal, 'nobody saw it end');
  expect(isRunning(told.lines('command')[0])).toBe(true);
  writeFileSync(join(told.notes, 'go-on'), '');
  await until('the command ended', () => told.lines('ran').length === 2);
  await answer(terminal, 'It ended well', 'w');
  await terminal.see('How do you know that it ended well?');
  await type(terminal, 'too short');
  await terminal.see('at least 15 characters');
  await type(terminal, ', so: the site shows it');
  await answer(terminal, used, 'g');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect(told.lines('ran')).toEqual(['started', 'ended']);
  const records = told.records();
  expect(course(records)).toEqual(
    expect.arrayContaining(['deploy.start', 'deploy-unknown', 'deploy.judged', 'run.end']),
  );
  expect(course(records)).not.toContain('deploy.end');
  expect(only(records, 'deploy.judged')).toMatchObject({ outcome: 'ok', by: 'Ada L.' });
  expect(told.git('rev-parse', 'refs/shipit/deployed/production')).toBe(told.commitId);
  expect(JSON.parse(told.shipit('log', 'verify', '--json'))).toMatchObject({ ok: true });
});

test('F6 kill -9 of screen and runner: `resume` says so, asks, and never runs it again', async () => {
  const told = deployStory(waiting);
  const first = told.open();
  await goLive(first, told);
  await first.see('at work');
  await first.kill();
  await killRunner(told);
  writeFileSync(join(told.notes, 'go-on'), '');
  await using terminal = told.open({ args: ['resume'] });
  await answer(terminal, 'It failed', 'f');
  await terminal.see('How do you know that it failed?');
  await type(terminal, 'the server says so');
  await answer(terminal, 'Leave it as it is', 'l');
  expect(await terminal.exited).toMatchObject({ exitCode: 12 });
  expect(told.lines('ran')).toEqual(['started', 'ended']);
  expect(only(told.records(), 'run.end')).toMatchObject({ outcome: 'failed' });
});

test('left unknown, it is listed as unknown', async () => {
  const told = deployStory(waiting);
  await using terminal = told.open();
  await goLive(terminal, told);
  await killRunner(told);
  await answer(terminal, 'nobody saw it end', 'l');
  expect(await terminal.exited).toMatchObject({ exitCode: 12 });
  writeFileSync(join(told.notes, 'go-on'), '');
  const [line = ''] = told.shipit('log', 'list', '--json').split('\n');
  expect(JSON.parse(line)).toMatchObject({ outcome: 'unknown' });
});

test('F6 kill -9 of screen and runner while the command goes on: nobody judges it, and no second deploy starts', async () => {
  const told = deployStory(waiting);
  const first = told.open();
  await goLive(first, told);
  await first.see('at work');
  await first.kill();
  await killRunner(told);
  await using second = told.open();
  const offered = await read(second, `still runs as pid ${told.lines('command')[0]}`);
  expect(offered).not.toContain('Start a new run');
  second.press('q');
  expect(await second.exited).toMatchObject({ exitCode: 15 });
  await using terminal = told.open({ args: ['resume'] });
  await terminal.see('Leave it running');
  expect(terminal.everything()).not.toContain('It ended well');
  writeFileSync(join(told.notes, 'go-on'), '');
  await answer(terminal, 'It ended well', 'f');
  await terminal.see('How do you know that it failed?');
  await type(terminal, 'the server says so');
  await answer(terminal, 'Leave it as it is', 'q');
  expect(await terminal.exited).toMatchObject({ exitCode: 12 });
  expect(told.lines('ran')).toEqual(['started', 'ended']);
  expect(terminal.everything()).not.toContain('nothing was deployed');
});
