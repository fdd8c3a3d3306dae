import { expect, test } from 'vitest';
import { deployStory, goLive, isRunning, only, until, used } from '../helpers/deploy-story.js';
import { answer, read } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

/** A deploy that waits until the test lets it go on; one line in `ran` for every time it was started. */
const waiting = (more = 'true'): string =>
  JSON.stringify(
    `echo "$SHIPIT_RUN" >> NOTES/ran; echo $PPID > NOTES/runner; echo "at work"; while [ ! -e NOTES/go-on ]; do sleep 0.05; done; ${more}; echo "all done"`,
  );

const letGo = (told: { readonly notes: string }): Promise<void> =>
  import('node:fs/promises').then(({ writeFile }) => writeFile(`${told.notes}/go-on`, ''));

test('F13 the terminal closed in mid-deploy: the deploy ends well, and `resume` goes on after it', async () => {
  const told = deployStory(waiting());
  const first = told.open();
  await goLive(first, told);
  await first.see('at work');
  first.hangUp();
  await first.exited;
  await letGo(told);
  await until('the runner is gone', () => !isRunning(told.lines('runner')[0]));
  expect(only(told.records(), 'deploy.end')).toMatchObject({ outcome: 'ok' });
  expect(told.git('rev-parse', 'refs/shipit/deployed/production')).toBe(told.commitId);
  await using terminal = told.open({ args: ['resume'] });
  await answer(terminal, used, 'g');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect(told.lines('ran')).toHaveLength(1);
  const records = told.records();
  expect(only(records, 'run.end')).toMatchObject({ outcome: 'deployed', confirmed: true });
  expect(records.filter(({ type, what }) => type === 'lock' && what === 'taken')).toHaveLength(2);
  expect(JSON.parse(told.shipit('log', 'verify', '--json'))).toMatchObject({ ok: true });
});

test('F5 kill -9 of the screen in mid-deploy: `resume` attaches, shows all of the output, and goes on', async () => {
  const told = deployStory(waiting());
  const first = told.open();
  await goLive(first, told);
  await first.see('at work');
  await first.kill();
  await using terminal = told.open({ args: ['resume'] });
  await terminal.see(/attached to the deploy.*at work/s);
  await letGo(told);
  await answer(terminal, used, 'g');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect(terminal.everything()).toMatch(/at work\s+all done/);
  expect(told.lines('ran')).toHaveLength(1);
  expect(only(told.records(), 'deploy.end')).toMatchObject({ outcome: 'ok' });
});

test('a deploy that fails behind a closed terminal is told by `resume`', async () => {
  const told = deployStory(waiting('exit 5'));
  const first = told.open();
  await goLive(first, told);
  await first.see('at work');
  await first.kill();
  await letGo(told);
  await until('the runner is gone', () => !isRunning(told.lines('runner')[0]));
  await using terminal = told.open({ args: ['resume'] });
  await terminal.see('The deploy failed: exit 5');
  await answer(terminal, 'Leave it as it is', 'l');
  expect(await terminal.exited).toMatchObject({ exitCode: 12 });
});

test('while a deploy goes on without its screen, nobody else gets the target', async () => {
  const told = deployStory(waiting());
  const first = told.open();
  await goLive(first, told);
  await first.see('at work');
  await first.kill();
  await using second = told.open();
  expect(await answer(second, 'A deploy to production is running.', 'q')).not.toContain('Start a new run');
  expect(await second.exited).toMatchObject({ exitCode: 15 });
  await letGo(told);
  await until('the runner is gone', () => !isRunning(told.lines('runner')[0]));
  await using third = told.open();
  await answer(third, 'The last deploy to production was never confirmed.', 'n');
  await answer(third, 'shop → production', 's');
  expect(await third.exited).toMatchObject({ exitCode: 10 });
  const taken = told.records().find(({ type }) => type === 'lock');
  expect(taken).toMatchObject({ what: 'taken', holder: 'Ada L.' });
  expect(taken?.['reason']).toContain('taken over from Ada L.');
});

test('F11 Ctrl-C while following, b: it goes on in the background, exit 15, and `resume` attaches', async () => {
  const told = deployStory(waiting());
  await using first = told.open();
  await goLive(first, told);
  await first.see('at work');
  first.press(keys.ctrlC);
  await first.see('keep it running in the background');
  first.press('b');
  expect(await first.exited).toMatchObject({ exitCode: 15 });
  expect(first.everything()).toContain('it goes on in the background on production');
  await using second = told.open();
  await answer(second, 'A deploy to production is running.', 'q');
  expect(await second.exited).toMatchObject({ exitCode: 15 });
  await using terminal = told.open({ args: ['resume'] });
  await terminal.see('at work');
  terminal.press(keys.ctrlC);
  await terminal.see('keep it running in the background');
  terminal.press('n');
  await letGo(told);
  await answer(terminal, used, 'g');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
});

test.each([
  ['i', 'SIGINT'],
  ['t', 'SIGTERM'],
] as const)('F11 Ctrl-C while following, %s: %s reaches the command', async (key, signal) => {
  const told = deployStory(
    JSON.stringify('sh -c "echo \\$\\$ > NOTES/child; exec sleep 600" & echo "at work"; wait; sleep 600'),
  );
  await using terminal = told.open();
  await goLive(terminal, told);
  await terminal.see('at work');
  await until('the child is there', () => told.lines('child').length > 0);
  terminal.press(keys.ctrlC);
  await terminal.see('send it SIGINT');
  terminal.press(key);
  await terminal.see('The deploy was stopped');
  await answer(terminal, 'Leave it as it is', 'l');
  expect(await terminal.exited).toMatchObject({ exitCode: 12 });
  expect(only(told.records(), 'deploy.end')).toMatchObject({ outcome: 'stopped' });
  expect(only(told.records(), 'step.end')).toMatchObject({ signal });
  const [child] = told.lines('child');
  // A shell starts its background jobs deaf to SIGINT.
  expect(isRunning(child)).toBe(signal === 'SIGINT');
  if (signal === 'SIGINT') {
    process.kill(Number(child), 'SIGKILL');
  }
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('F12 F13 %s to shipit while it follows: exit %i, the deploy goes on', async (signal, exitCode) => {
  const told = deployStory(waiting());
  await using first = told.open();
  await goLive(first, told);
  await first.see('at work');
  first.signal(signal);
  expect(await first.exited).toMatchObject({ exitCode });
  expect(first.everything()).toContain('goes on in the background');
  await letGo(told);
  await until('the runner is gone', () => !isRunning(told.lines('runner')[0]));
  await using terminal = told.open({ args: ['resume'] });
  await read(terminal, used);
  expect(only(told.records(), 'deploy.end')).toMatchObject({ outcome: 'ok' });
});
