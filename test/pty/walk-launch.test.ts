import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { answer, launch, read, story, tap, type } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

const sky = '{ask: "Is the sky clear?", id: sky}';

test('only the target and the short commit launch, typed by hand', async () => {
  const project = story([sky]);
  await using terminal = project.open();
  await answer(terminal, 'Is the sky clear?', 'g');
  await answer(terminal, 'To launch, type', keys.enter);
  await terminal.see(`To launch, type: ${project.phrase}`);
  terminal.paste(project.phrase);
  await terminal.see('a paste does not launch');
  terminal.press(keys.enter);
  await terminal.see(`To launch, type: ${project.phrase}`);
  await type(terminal, project.phrase.replace('production', 'staging'));
  await terminal.see('That is not it.');
  terminal.press(keys.escape);
  await terminal.see((screen) => !screen.includes('staging'));
  expect(project.deployed()).toBeUndefined();
  expect(project.records().map((record) => record.type)).not.toContain('decision');
  await launch(terminal, project);
  expect((await terminal.exited).exitCode).toBe(0);
  expect(project.records().find((record) => record.type === 'decision')).toMatchObject({
    commit: project.commitId,
    typed: project.phrase,
    by: 'Ada L.',
  });
});

test('an answer and the launch phrase, typed ahead in one go, launch nothing', async () => {
  const project = story([sky]);
  await using terminal = project.open();
  await answer(terminal, 'Is the sky clear?', 'g');
  terminal.press(`${project.phrase}`, keys.enter);
  await read(terminal, /To launch, type|Several characters/);
  terminal.press(keys.ctrlC);
  await terminal.see('Ctrl-C again');
  terminal.press(keys.ctrlC);
  expect((await terminal.exited).exitCode).toBe(130);
  expect(project.deployed()).toBeUndefined();
});

test('what got worse since it was looked at is asked again, and nothing is deployed', async () => {
  const project = story(['{run: "test ! -e ../lamp-is-out", id: lamp, question: "Does the lamp burn?", ttl: 1s}', sky]);
  await using terminal = project.open();
  await answer(terminal, 'Is the sky clear?', 'g');
  await read(terminal, 'To launch, type');
  writeFileSync(join(project.root, '..', 'lamp-is-out'), '');
  await older(project, 'lamp', 1000);
  await type(terminal, project.phrase);
  await answer(terminal, /NO-GO(.|\n)*Look at/, 's');
  expect((await terminal.exited).exitCode).toBe(10);
  expect(project.deployed()).toBeUndefined();
  expect(project.records().find((record) => record.type === 'lastlook')).toMatchObject({ worse: ['lamp'] });
  expect(project.answers()).toEqual(['lamp go auto', 'sky go human', 'lamp stop human']);
});

/** Waits until the evidence of an item is older than so many milliseconds. */
async function older(project: ReturnType<typeof story>, check: string, ms: number): Promise<void> {
  const evidence = project.records().findLast((record) => record['check'] === check && record.type === 'evidence');
  await pause(Math.max(0, Date.parse(String(evidence?.['at'])) + ms + 1 - Date.now()));
}

test('a dry run walks and asks everything, and deploys nothing', async () => {
  const project = story([sky]);
  await using terminal = project.open({ args: ['--dry-run'] });
  expect(await answer(terminal, 'Is the sky clear?', 'g')).toContain('DRY RUN');
  expect(await read(terminal, 'To launch, type')).toContain('Neither the deploy command nor undo will be run.');
  await type(terminal, project.phrase);
  expect((await terminal.exited).exitCode).toBe(0);
  expect(project.deployed()).toBeUndefined();
  expect(project.records().at(-1)).toMatchObject({ type: 'run.end', outcome: 'dry-run' });
});

test('after the deploy comes the question of whether it works', async () => {
  const project = story([sky], 'after:\n  - {ask: "Have you used it yourself?", id: used}\n');
  await using terminal = project.open();
  await answer(terminal, 'Is the sky clear?', 'g');
  await launch(terminal, project);
  await answer(terminal, 'Have you used it yourself?', 'g');
  expect((await terminal.exited).exitCode).toBe(0);
  expect(project.answers()).toEqual(['sky go human', 'used go human']);
  expect(project.records().at(-1)).toMatchObject({ type: 'run.end', outcome: 'deployed', confirmed: true });
});

test('a deploy that failed is shown with its output, and rolled back only by hand', async () => {
  const deploy = 'deploy: {run: "echo the disk is full; exit 3", undo: "echo undone > $DEPLOYED"}\n';
  const project = story([sky], deploy);
  await using terminal = project.open();
  await answer(terminal, 'Is the sky clear?', 'g');
  await launch(terminal, project);
  await answer(terminal, 'The deploy failed: exit 3', keys.enter);
  await terminal.see((shown) => shown.includes('the disk is full') && !shown.includes('Leave it as it is'));
  terminal.press(keys.escape);
  await answer(terminal, 'Roll back', 'u');
  await terminal.see('Type the target');
  await tap(terminal, keys.enter);
  await terminal.see('To roll back, type the target: production');
  await type(terminal, 'production');
  expect((await terminal.exited).exitCode).toBe(13);
  expect(project.deployed()).toBe('undone');
});
