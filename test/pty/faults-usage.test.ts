import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { course, deployStory, goLive, only, placeOfLog, sky } from '../helpers/deploy-story.js';
import { answer, launch, read } from '../helpers/story.js';

const deploy = '{run: "echo ran >> NOTES/ran", undo: "true"}';

test('a dry run asks everything and touches nothing: no lock, no deploy, no ref, exit 0', async () => {
  const told = deployStory(deploy);
  await using terminal = told.open({ args: ['--dry-run'] });
  await answer(terminal, sky, 'g');
  expect(await read(terminal, 'To launch, type')).toContain('This is a dry run');
  const { stateDir, projectId } = await placeOfLog(told);
  expect(existsSync(join(stateDir, 'v1', projectId, 'locks', 'production.lock'))).toBe(false);
  await launch(terminal, told);
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect(terminal.everything()).toContain('dry run');
  const records = told.records();
  expect(only(records, 'run.start')).toMatchObject({ dryRun: true });
  expect(only(records, 'run.end')).toMatchObject({ outcome: 'dry-run', exit: 0, confirmed: false });
  expect(course(records)).not.toContain('lock');
  expect(course(records)).not.toContain('deploy.start');
  expect(told.lines('ran')).toEqual([]);
  expect(() => told.git('rev-parse', '--verify', '--quiet', 'refs/shipit/deployed/production')).toThrow();
});

test('a dry run works with a fixed clock, and says so in the log', async () => {
  const told = deployStory(deploy);
  await using terminal = told.open({ args: ['--dry-run'], env: { SHIPIT_NOW: '2026-11-19T11:42:00+03:00' } });
  await answer(terminal, sky, 'g');
  await launch(terminal, told);
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect(only(told.records(), 'run.start')).toMatchObject({ clock: 'fixed' });
});

test('F28 B58 two shipits on one target: the second says who, since when, which commit and why, and ends with 17', async () => {
  const told = deployStory(deploy);
  await using first = told.open({ args: ['--reason', 'login is broken, token=abcdef123456'] });
  await read(first, sky);
  await using second = told.open();
  expect(await second.exited).toMatchObject({ exitCode: 17 });
  const said = second.everything().replaceAll('\n', '');
  expect(said).toContain(`Ada L. has a run of ${told.commitId.slice(0, 7)} for production open since 20`);
  expect(said).toContain('login is broken');
  expect(said).not.toContain('abcdef123456');
  expect(second.raw()).not.toContain('\u001B[?1049h');
  await using dry = told.open({ args: ['--dry-run'] });
  await read(dry, sky);
});

test('F27 B58 a run that is open in another shipit is not taken up', async () => {
  const told = deployStory(deploy);
  await using first = told.open();
  await read(first, sky);
  await using second = told.open({ args: ['resume'] });
  expect(await second.exited).toMatchObject({ exitCode: 17 });
  expect(second.everything().replaceAll('\n', '')).toMatch(/open in pid \d+ on .+ since 20\d\d-/);
});

test.each([
  ['bake', '{step: ring 0, run: "touch NOTES/ran", bake: 24h}', '`bake`'],
  ['checks', '{step: ring 0, run: "touch NOTES/ran", checks: [{ask: "Well?", id: well}]}', '`checks`'],
  ['verify', '{step: ring 0, run: "touch NOTES/ran", verify: {command: "true"}}', '`verify`'],
])(
  'a deploy with steps that this version cannot carry out (%s) is refused before the first question',
  async (_name, step, words) => {
    const told = deployStory(`\n  steps:\n    - ${step}`);
    await using terminal = told.open();
    expect(await terminal.exited).toMatchObject({ exitCode: 2 });
    const said = terminal.everything().replaceAll('\n', '');
    expect(said).toContain(words);
    expect(said).toMatch(/shipit\.yml:\d+:\d+/);
    expect(told.shipit('log', 'list', '--json')).toBe('');
  },
);

test.each([
  [['chekc'], /`chekc` is neither a command nor a checklist.*did you mean `shipit check`\?/],
  [['resum'], /did you mean `shipit resume`\?/],
  [['hotfix'], /no checklist `hotfix`/],
  [['--target', 'prodution'], /did you mean `production`\?/],
  [['--commit', 'nonsense'], /`nonsense` is no commit of this repository/],
  [['--reason', ''], /--reason is empty/],
  [['--reason', '   '], /--reason is empty/],
  [['resume', 'nonsense'], /no run "nonsense"/],
  [['resume'], /there is no unfinished run/],
] as const)('%j on a terminal is a mistake with a way out, and nothing is recorded', async (args, words) => {
  const told = deployStory(deploy);
  await using terminal = told.open({ args });
  expect(await terminal.exited).toMatchObject({ exitCode: 2 });
  expect(terminal.everything().replaceAll('\n', '')).toMatch(words);
  expect(terminal.raw()).not.toContain('\u001B[?1049h');
  expect(told.shipit('log', 'list', '--json')).toBe('');
});

test('B70 a reason that is a book is refused', async () => {
  const told = deployStory(deploy);
  await using terminal = told.open({ args: ['--reason', 'x'.repeat(5000)] });
  expect(await terminal.exited).toMatchObject({ exitCode: 2 });
  expect(terminal.everything()).toContain('--reason has 5000 characters');
});

test('B65 a fixed clock does not walk: SHIPIT_NOW is refused', async () => {
  const told = deployStory(deploy);
  await using terminal = told.open({ env: { SHIPIT_NOW: '2026-11-19T11:42:00+03:00' } });
  expect(await terminal.exited).toMatchObject({ exitCode: 2 });
  expect(terminal.everything()).toContain('with a fixed clock nothing is deployed');
});

test('B57 a finished run is not taken up again', async () => {
  const told = deployStory('"true"');
  await using first = told.open();
  await goLive(first, told);
  await answer(first, 'Have you used the site?', 'g');
  await first.exited;
  const [line = ''] = told.shipit('log', 'list', '--json').split('\n');
  const { run } = JSON.parse(line) as { readonly run: string };
  await using terminal = told.open({ args: ['resume', run] });
  expect(await terminal.exited).toMatchObject({ exitCode: 2 });
  expect(terminal.everything()).toContain('is finished (deployed)');
});

test('B70 secrets in a reason do not reach the log', async () => {
  const told = deployStory(deploy);
  await using terminal = told.open({ args: ['--reason', 'new password=hunter2hunter2 for all'] });
  await read(terminal, sky);
  await terminal.kill();
  const log = JSON.stringify(told.records());
  expect(log).toContain('for all');
  expect(log).not.toContain('hunter2');
});
