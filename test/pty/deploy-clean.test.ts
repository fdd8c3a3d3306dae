import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { course, deployStory, goLive, only, sky, used } from '../helpers/deploy-story.js';
import { answer, read } from '../helpers/story.js';

test('a clean deploy: its output on the terminal in full, everything on record, exit 0', async () => {
  const told = deployStory('for i in $(seq 3000); do echo "line $i"; done; echo "to $SHIPIT_TARGET"');
  await using terminal = told.open();
  await goLive(terminal, told);
  await answer(terminal, used, 'g');
  expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
  const shown = terminal.everything();
  expect(shown.match(/^line \d+$/gm)).toHaveLength(3000);
  expect(shown).toContain('to production');
  expect(shown).toContain('is deployed to production and confirmed');
  expect(terminal.isAlternate).toBe(false);

  const records = told.records();
  expect(course(records)).toEqual([
    'run.start',
    'lock',
    'lastlook',
    'decision',
    'deploy.start',
    'step.start',
    'step.end',
    'deploy.end',
    'lock',
    'run.end',
  ]);
  const lines = Array.from({ length: 3000 }, (_, i) => `line ${i + 1}\n`).join('');
  const output = `${lines}to production\n`;
  expect(only(records, 'deploy.end')).toMatchObject({
    commit: told.commitId,
    outcome: 'ok',
    bytes: output.length,
    output: createHash('sha256').update(output).digest('hex'),
  });
  expect(only(records, 'step.end')).toMatchObject({ step: 'deploy', host: 'local', rc: 0 });
  expect(only(records, 'run.end')).toMatchObject({ outcome: 'deployed', exit: 0, confirmed: true });
  expect(records.filter(({ type }) => type === 'lock').map(({ what, holder }) => `${what} ${holder}`)).toEqual([
    'taken Ada L.',
    'released Ada L.',
  ]);
  expect(told.git('rev-parse', 'refs/shipit/deployed/production')).toBe(told.commitId);
  expect(JSON.parse(told.shipit('log', 'verify', '--json'))).toMatchObject({ ok: true, faults: [] });
});

test('the deploy gets the operator’s own environment and what the run is about', async () => {
  const told = deployStory(
    'env | sort > NOTES/env; pwd > NOTES/where; tty > NOTES/tty; ps -o pgid= -p $$ > NOTES/group',
  );
  const before = told.git('rev-parse', 'HEAD');
  told.git('update-ref', 'refs/shipit/deployed/production', before);
  const commit = told.commit('Second', { 'a.txt': 'a' });
  const env = { CI: '', MINE: 'my own', npm_config_secret: 'x', npm_lifecycle_event: 'start', NODE_OPTIONS: '' };
  await using terminal = told.open({ args: ['--reason', 'login is broken'], env });
  await answer(terminal, sky, 'g');
  await read(terminal, 'To launch, type');
  terminal.press(...`production ${commit.slice(0, 7)}`, '\r');
  await answer(terminal, used, 'g');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });

  const vars = Object.fromEntries(told.lines('env').map((line) => line.split(/=(.*)/s)));
  const [{ run } = { run: '' }] = told
    .shipit('log', 'list', '--json')
    .split('\n')
    .slice(0, 1)
    .map((line) => JSON.parse(line));
  const ours = Object.fromEntries(Object.entries(vars).filter(([name]) => name.startsWith('SHIPIT_')));
  expect(ours).toEqual({
    SHIPIT_COMMIT: commit,
    SHIPIT_PREVIOUS: before,
    SHIPIT_TARGET: 'production',
    SHIPIT_RUN: run,
    SHIPIT_STEP: 'deploy',
    SHIPIT_STARTED: only(told.records(), 'run.start')['t'],
    SHIPIT_REASON: 'login is broken',
  });
  expect(vars).toMatchObject({ CI: '', MINE: 'my own', TERM: 'xterm-256color' });
  expect(vars).not.toHaveProperty('NODE_ENV');
  expect(Object.keys(vars).filter((name) => name.startsWith('npm_') || name === 'NODE_OPTIONS')).toEqual([]);
  expect(told.lines('where')).toEqual([told.root]);
  expect(told.lines('tty')).toEqual(['not a tty']);
});

test('a list is run without a shell, a string by one', async () => {
  const told = deployStory(
    '\n  steps:\n    - {step: words, run: [touch, "NOTES/$HOME; *"]}\n    - {step: line, run: "echo $SHIPIT_STEP > NOTES/step"}',
  );
  await using terminal = told.open();
  await goLive(terminal, told);
  await answer(terminal, used, 'g');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect(execFileSync('ls', [told.notes], { encoding: 'utf8' })).toBe('$HOME; *\nstep\n');
  expect(told.lines('step')).toEqual(['line']);
  expect(only(told.records(), 'deploy.start')).toMatchObject({ steps: ['words', 'line'], tty: false });
});
