import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { course, type DeployStory, deployStory, only, sky, used } from '../helpers/deploy-story.js';
import { answer, launch, read, type } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

const deploy = '"echo $SHIPIT_COMMIT >> NOTES/ran"';
const built = '{run: "test ! -e NOTES/broken", id: built, question: "Does it build?", ttl: 1s}';
const phraseFor = (commit: string): { readonly phrase: string } => ({ phrase: `production ${commit.slice(0, 7)}` });

const notices = (told: DeployStory): readonly string[] =>
  told
    .records()
    .filter(({ type }) => type.startsWith('notice') || type === 'restart')
    .map(({ type, notice, why }) => `${type} ${notice ?? why}`);

describe('HEAD moves during the run', () => {
  test('F42 restart with HEAD asks again only what belongs to the commit', async () => {
    const told = deployStory(deploy, [built]);
    await using terminal = told.open();
    await answer(terminal, sky, 'g');
    await read(terminal, 'To launch, type');
    const commit = told.commit('Second', { 'a.txt': 'a' });
    await answer(terminal, `HEAD is now ${commit.slice(0, 7)}`, 'h');
    await launch(terminal, { ...told, ...phraseFor(commit) });
    await answer(terminal, used, 'g');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect(told.lines('ran')).toEqual([commit]);
    expect(notices(told)).toEqual(['notice head-moved', 'restart head-moved']);
    const asked = told.records().filter(({ type }) => type === 'answer');
    expect(asked.map(({ check }) => check).filter((check) => check === 'built').length).toBeGreaterThan(1);
    expect(told.git('rev-parse', 'refs/shipit/deployed/production')).toBe(commit);
  });

  test('F42 going on keeps the commit of the run, and that is what is deployed', async () => {
    const told = deployStory(deploy);
    await using terminal = told.open();
    await read(terminal, sky);
    const commit = told.commit('Second', { 'a.txt': 'a' });
    await answer(terminal, `HEAD is now ${commit.slice(0, 7)}`, 'k');
    await answer(terminal, sky, 'g');
    await launch(terminal, told);
    await answer(terminal, used, 'g');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect(told.lines('ran')).toEqual([told.commitId]);
    expect(notices(told)).toEqual(['notice head-moved', 'notice.kept head-moved']);
  });

  test('going on, the launch page names whose files the command sees, and what is run again on them is a warning', async () => {
    const told = deployStory(deploy, ['{run: "true", id: probe, ttl: 1s}']);
    await using terminal = told.open();
    await answer(terminal, sky, 'g');
    await read(terminal, 'To launch, type');
    const commit = told.commit('Second', { 'a.txt': 'a' });
    await answer(terminal, 'Go on with the commit of this run', 'k');
    expect(await read(terminal, 'To launch, type')).toContain(`will see the files of ${commit.slice(0, 7)}`);
    await type(terminal, told.phrase);
    await answer(terminal, `the files here are those of ${commit.slice(0, 7)}`, 's');
    await terminal.exited;
    expect(told.lines('ran')).toEqual([]);
    expect(told.records().findLast(({ type: kind, check }) => kind === 'evidence' && check === 'probe')).toMatchObject({
      verdict: 'warn',
    });
  });

  test('a run about a named commit does not care', async () => {
    const told = deployStory(deploy);
    const commit = told.commit('Second', { 'a.txt': 'a' });
    await using terminal = told.open({ args: ['--commit', told.commitId.slice(0, 10)] });
    await answer(terminal, sky, 'g');
    await read(terminal, 'To launch, type');
    told.commit('Third', { 'b.txt': 'b' });
    await launch(terminal, told);
    await answer(terminal, used, 'g');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect(told.lines('ran')).toEqual([told.commitId]);
    expect(commit).not.toBe(told.commitId);
    expect(notices(told)).toEqual([]);
  });

  test('F42 while nobody looked: `resume` says so first', async () => {
    const told = deployStory(deploy);
    const first = told.open();
    await answer(first, sky, 'g');
    await read(first, 'To launch, type');
    first.press(keys.escape);
    await first.exited;
    const commit = told.commit('Second', { 'a.txt': 'a' });
    await using terminal = told.open({ args: ['resume'] });
    await answer(terminal, `HEAD is now ${commit.slice(0, 7)}`, 's');
    expect(await terminal.exited).toMatchObject({ exitCode: 15 });
  });
});

describe('the checklist is edited during the run', () => {
  const more = (told: DeployStory, text: string): void => {
    const file = join(told.root, 'shipit.yml');
    writeFileSync(file, told.git('show', 'HEAD:shipit.yml').replace('checks:', `checks:\n${text}`));
  };

  test('F44 starting over asks the new question and keeps what reads the same', async () => {
    const told = deployStory(deploy);
    await using terminal = told.open();
    await answer(terminal, sky, 'g');
    await read(terminal, 'To launch, type');
    more(told, '  - {ask: "Is the sea calm?", id: sea}');
    await launch(terminal, told);
    await answer(terminal, 'shipit.yml was edited', 'h');
    await answer(terminal, 'Is the sea calm?', 'g');
    await launch(terminal, told);
    await answer(terminal, used, 'g');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    const answers = told.records().filter(({ type }) => type === 'answer');
    expect(answers.map(({ check }) => check)).toEqual(['sky', 'sea', 'used']);
    expect(told.lines('ran')).toHaveLength(1);
  });

  test('F44 going on keeps the checklist as it was', async () => {
    const told = deployStory(deploy);
    await using terminal = told.open();
    await answer(terminal, sky, 'g');
    await read(terminal, 'To launch, type');
    more(told, '  - {ask: "Is the sea calm?", id: sea}');
    await launch(terminal, told);
    await answer(terminal, 'shipit.yml was edited', 'k');
    await launch(terminal, told);
    await answer(terminal, used, 'g');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect(told.answers()).toEqual(['sky go human', 'used go human']);
  });

  test('F44 an edit that cannot be read is said, and the run stays as it was', async () => {
    const told = deployStory(deploy);
    await using terminal = told.open();
    await answer(terminal, sky, 'g');
    await read(terminal, 'To launch, type');
    more(told, '  - {asc: "Is the sea calm?"}');
    await launch(terminal, told);
    await answer(terminal, 'shipit.yml was edited', 'h');
    await terminal.see('asc');
    await answer(terminal, 'shipit.yml was edited', 's');
    expect(await terminal.exited).toMatchObject({ exitCode: 15 });
    expect(told.lines('ran')).toEqual([]);
  });
});

test('somebody deployed meanwhile: back to the start, against what runs now', async () => {
  const told = deployStory(deploy);
  const other = told.git('commit-tree', 'HEAD^{tree}', '-m', 'Other');
  await using terminal = told.open();
  await answer(terminal, sky, 'g');
  await read(terminal, 'To launch, type');
  told.git('update-ref', 'refs/shipit/deployed/production', other);
  await launch(terminal, told);
  await answer(terminal, 'somebody deployed meanwhile', 'h');
  await answer(terminal, sky, 'g');
  await launch(terminal, told);
  await answer(terminal, used, 'g');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect(notices(told)).toEqual(['notice previous-changed', 'restart previous-changed']);
  expect(only(told.records(), 'restart')).toMatchObject({ previous: { commit: other }, keeps: [] });
});

describe('the last look goes back to exactly the question that got worse', () => {
  test('a check that fails now', async () => {
    const told = deployStory(deploy, [built]);
    await using terminal = told.open();
    await answer(terminal, sky, 'g');
    await read(terminal, 'To launch, type');
    writeFileSync(join(told.notes, 'broken'), '');
    // Older than its ttl by the time the phrase is typed.
    await pause(1000);
    await launch(terminal, told);
    await answer(terminal, 'Does it build?', 's');
    expect(await terminal.exited).toMatchObject({ exitCode: 10 });
    expect(only(told.records(), 'lastlook')).toMatchObject({ checks: ['built'], worse: ['built'] });
    expect(course(told.records())).not.toContain('decision');
    expect(told.lines('ran')).toEqual([]);
  });

  test('a check that takes more than 10 s is unknown, and a person may answer for it', async () => {
    const slow = '{run: "test ! -e NOTES/slow || sleep 600", id: built, question: "Does it build?", ttl: 1s}';
    const told = deployStory(deploy, [slow]);
    await using terminal = told.open();
    await answer(terminal, sky, 'g');
    await read(terminal, 'To launch, type');
    writeFileSync(join(told.notes, 'slow'), '');
    await pause(1000);
    await launch(terminal, told);
    const from = performance.now();
    await terminal.see('Does it build?', 20_000);
    expect(performance.now() - from).toBeLessThan(14_000);
    const late = told.records().findLast(({ type, check }) => type === 'evidence' && check === 'built');
    expect(late).toMatchObject({ verdict: 'unknown', lastLook: true });
    await terminal.kill();
    expect(told.lines('ran')).toEqual([]);
  });

  test('F42 a work tree that is not clean any more', async () => {
    const off = 'pushed: off, behind: off, branch: off, known: off, agrees: off, previous: off, undo: off';
    const told = deployStory(deploy, [`{release: {fetch: false, facets: {${off}}}}`]);
    await using terminal = told.open();
    await answer(terminal, sky, 'g');
    await answer(terminal, 'Is this exactly what you mean to ship?', 'g');
    await read(terminal, 'To launch, type');
    told.write({ 'shipit.yml': `${readFileSync(join(told.root, 'shipit.yml'), 'utf8')}# patched by hand\n` });
    await launch(terminal, told);
    await answer(terminal, 'shipit.yml was edited', 'k');
    await answer(terminal, 'Is the working tree clean?', 's');
    expect(await terminal.exited).toMatchObject({ exitCode: 10 });
    expect(only(told.records(), 'lastlook')['worse']).toEqual(['release']);
    expect(told.lines('ran')).toEqual([]);
  });
});
