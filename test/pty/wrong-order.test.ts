import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { only } from '../helpers/deploy-story.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';
import { answer, launch, read, story } from '../helpers/story.js';

const changeId = `I${'5'.repeat(40)}`;

/** Two parts beside the project, each with a step of its own; what runs of them has the tag `live`. */
const parts = (schemas: string, events: string, notes: string) => {
  const step = (name: string): string =>
    `    - {step: ${name}, run: 'echo ${name} $SHIPIT_COMMIT_${name.toUpperCase()} >> ${notes}', undo: none}\n`;
  return (first: string, second: string): string => `repos:
  schemas: {path: ${schemas}, revision: {ref: refs/tags/live}}
  events: {path: ${events}, revision: {ref: refs/tags/live}}
deploy:
  steps:
${step(first)}${step(second)}`;
};

test('one part needs another one that is merged, not deployed, and planned after it: a no-go with the order that works; in that order both go out', async () => {
  const notes = join(temporaryDirectory(), 'deployed');
  const [schemas, events] = [repository(), repository()];
  schemas.git('tag', 'live');
  events.git('tag', 'live');
  const needed = schemas.commit(`Add the click event\n\nChange-Id: ${changeId}`, { 'click.json': '{}' });
  const user = events.commit(`Send click events\n\nDepends-On: ${changeId}`, { 'click.js': '1' });
  const inOrder = parts(schemas.root, events.root, notes);
  const project = story(['order'], inOrder('events', 'schemas'));
  project.git('update-ref', 'refs/shipit/deployed/production', 'HEAD');
  {
    await using terminal = project.open();
    const screen = await read(terminal, 'Do the parts go out in the order they need?');
    expect(screen).toContain('NO-GO  events needs schemas I55555555, and goes out');
    expect(screen).toMatch(/This order works[\s\S]*- step: schemas[\s\S]*- step: events/);
    terminal.press('s');
    expect((await terminal.exited).exitCode).toBe(10);
  }
  const written = readFileSync(join(project.root, 'shipit.yml'), 'utf8');
  const corrected = written.slice(0, written.indexOf('repos:')) + inOrder('schemas', 'events');
  const commitId = project.commit('The order that works', { 'shipit.yml': corrected });
  {
    await using terminal = project.open();
    await answer(terminal, 'Has new schemas been tried with old events?', 'g');
    await answer(terminal, 'If events is rolled back, may schemas stay?', 'g');
    // Somebody works on there meanwhile: it is told, and what was asked about goes out.
    await read(terminal, 'To launch, type');
    schemas.commit('Work in progress');
    const told = { ...project, phrase: `production ${commitId.slice(0, 7)}` };
    await launch(terminal, told);
    await answer(terminal, 'Are the other repositories still where they were?', 'g');
    await launch(terminal, told);
    expect((await terminal.exited).exitCode).toBe(0);
  }
  expect(existsSync(notes) && readFileSync(notes, 'utf8')).toBe(`schemas ${needed}\nevents ${user}\n`);
  expect(only(project.records(), 'run.start')).toMatchObject({ repos: { schemas: needed, events: user } });
  expect(project.answers()).toEqual([
    'order/in_between go accepted-warning',
    'order/undo_order:events+schemas go human',
    'order/moved go accepted-warning',
  ]);
});
