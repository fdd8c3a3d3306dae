import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type DeployStory,
  deployStory,
  goLive,
  isRunning,
  newestRun,
  only,
  sky,
  until,
  used,
} from '../helpers/deploy-story.js';
import { answer, launch, read } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

const unfinished = 'You have not finished your run for production.';

async function pausedRun(told: DeployStory): Promise<string> {
  await using terminal = told.open();
  await answer(terminal, sky, 'g');
  await read(terminal, 'To launch, type');
  terminal.press(keys.escape);
  expect(await terminal.exited).toMatchObject({ exitCode: 15 });
  return newestRun(told);
}

const endOf = (told: DeployStory, run: string): unknown =>
  JSON.parse(told.shipit('log', 'show', run, '--json')).records.find(
    ({ type }: { readonly type: string }) => type === 'run.end',
  );

test('a paused run is offered, looked at, and taken up where it was', async () => {
  const told = deployStory('"echo ran >> NOTES/ran"');
  const paused = await pausedRun(told);
  await using terminal = told.open();
  const page = await read(terminal, unfinished);
  expect(page).toContain('Paused: all 1 settled, ready to launch');
  expect(page).toContain(`run ${paused}`);
  // Enter alone never chooses: it shows what there is to know.
  terminal.press(keys.enter);
  await terminal.see(/answered GO: [^\n]*by Ada L\./);
  terminal.press(keys.escape);
  await answer(terminal, unfinished, 'r');
  await launch(terminal, told);
  await answer(terminal, used, 'g');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect(newestRun(told)).toBe(paused);
  expect(told.lines('ran')).toEqual(['ran']);
});

test('starting a new run ends the old walk as stopped, and says why', async () => {
  const told = deployStory('"true"');
  const paused = await pausedRun(told);
  {
    await using terminal = told.open();
    await answer(terminal, unfinished, 'n');
    await answer(terminal, sky, 'q');
    expect(await terminal.exited).toMatchObject({ exitCode: 15 });
  }
  const fresh = newestRun(told);
  expect(fresh).not.toBe(paused);
  expect(endOf(told, paused)).toMatchObject({ outcome: 'stopped', reason: `Ada L. started run ${fresh} instead` });
  expect(told.answers()).toEqual([]);
  expect(JSON.parse(told.shipit('log', 'verify', '--json'))).toMatchObject({ ok: true });
  expect(JSON.parse(told.shipit('status', '--json')).runs).toMatchObject([{ run: fresh, state: 'paused' }]);
  await using terminal = told.open({ args: ['resume', paused] });
  expect(await terminal.exited).toMatchObject({ exitCode: 2 });
  expect(terminal.everything().replaceAll('\n', '')).toContain(`has ended: Ada L. started run ${fresh} instead`);
});

test('leaving starts nothing and changes nothing', async () => {
  const told = deployStory('"true"');
  const paused = await pausedRun(told);
  const before = told.records();
  await using terminal = told.open();
  await answer(terminal, unfinished, 'q');
  expect(await terminal.exited).toMatchObject({ exitCode: 15 });
  expect([terminal.isAlternate, terminal.cursorHidden]).toEqual([false, false]);
  expect(terminal.everything()).toContain(`go on: shipit resume ${paused}`);
  expect(told.records()).toEqual(before);
  expect(newestRun(told)).toBe(paused);
});

test('what was typed ahead or pasted chooses nothing', async () => {
  const told = deployStory('"true"');
  const paused = await pausedRun(told);
  await using terminal = told.open();
  terminal.press(...'nnn');
  await read(terminal, unfinished);
  terminal.paste('n');
  await terminal.see('Several characters at once choose nothing');
  await answer(terminal, unfinished, 'q');
  expect(await terminal.exited).toMatchObject({ exitCode: 15 });
  expect(newestRun(told)).toBe(paused);
});

test('it works in a window of 40 columns and 10 rows, and Ctrl-C twice leaves', async () => {
  const told = deployStory('"true"');
  await pausedRun(told);
  await using terminal = told.open({ columns: 40, rows: 10 });
  const page = await read(terminal, 'You have not finished');
  for (const words of ['Look at it', 'r  Resume it', 'n  Start a new run', 'q  Leave']) {
    expect(page).toContain(words);
  }

  terminal.press(keys.ctrlC);
  await terminal.see('Ctrl-C again to leave');
  terminal.press(keys.ctrlC);
  expect(await terminal.exited).toMatchObject({ exitCode: 130 });
});

test('nothing is offered after a finished run, nor before a dry run', async () => {
  const told = deployStory('"true"');
  await pausedRun(told);
  {
    await using dry = told.open({ args: ['--dry-run'] });
    await answer(dry, sky, 'q');
    await dry.exited;
  }
  {
    await using terminal = told.open();
    await answer(terminal, unfinished, 'r');
    await launch(terminal, told);
    await answer(terminal, used, 'g');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  }
  await using terminal = told.open();
  await answer(terminal, sky, 'q');
  expect(await terminal.exited).toMatchObject({ exitCode: 15 });
});

test('a deploy lost by kill -9 is offered first, to anybody, and can be judged', async () => {
  const told = deployStory(
    '"echo $PPID > NOTES/runner; echo $$ > NOTES/pid; until test -e NOTES/let-go; do sleep 0.1; done"',
  );
  await using first = told.open();
  await goLive(first, told);
  await until('the deploy runs', () => told.lines('pid').length > 0);
  await first.kill();
  process.kill(Number(told.lines('runner')[0]), 'SIGKILL');
  writeFileSync(join(told.notes, 'let-go'), '');
  await until('the command ended', () => !isRunning(told.lines('pid')[0]));
  told.git('config', 'user.name', 'Bob M.');
  told.git('config', 'user.email', 'bob@x.test');
  await using terminal = told.open();
  await answer(terminal, 'Nobody knows how the last deploy to production ended.', 'r');
  await answer(terminal, 'It ended well', 'l');
  await terminal.see('nobody knows how the deploy');
  expect(await terminal.exited).toMatchObject({ exitCode: 12 });
  expect(only(told.records(), 'deploy-unknown')).toBeDefined();
});

test('a deploy that still runs is offered to be followed, and nothing else is started beside it', async () => {
  const told = deployStory('"echo x > NOTES/begun; until test -e NOTES/let-go; do sleep 0.1; done; echo over"');
  const first = told.open();
  await goLive(first, told);
  await until('the deploy runs', () => told.lines('begun').length > 0);
  await first.kill();
  await using terminal = told.open();
  const page = await read(terminal, 'A deploy to production is running.');
  expect(page).toContain('r  Follow it');
  expect(page).not.toContain('Start a new run');
  terminal.press('r');
  await terminal.see('attached to the deploy');
  writeFileSync(join(told.notes, 'let-go'), '');
  await answer(terminal, used, 'g');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
});

test('a walk that somebody has open is not offered: who has it is said', async () => {
  const told = deployStory('"true"');
  await using first = told.open();
  await read(first, sky);
  await using second = told.open();
  expect(await second.exited).toMatchObject({ exitCode: 17 });
  expect(second.everything().replaceAll(/\s+/g, ' ')).toContain('see how it stands: shipit status');
});

test('line by line it is asked in words', async () => {
  const told = deployStory('"true"');
  const paused = await pausedRun(told);
  await using terminal = told.open({ args: ['--plain'] });
  await answer(terminal, /look, resume, new or leave: ?$/, keys.enter);
  await terminal.see('Nothing was chosen');
  await read(terminal, /or leave: ?$/);
  terminal.press(...'look', keys.enter);
  await terminal.see('run   paused by Ada L.');
  await read(terminal, /or leave: ?$/);
  terminal.press(...'leave', keys.enter);
  expect(await terminal.exited).toMatchObject({ exitCode: 15 });
  expect(newestRun(told)).toBe(paused);
});
