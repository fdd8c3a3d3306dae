import { expect, test } from 'vitest';
import { course, deployStory, goLive, isRunning, only, sky, until, used } from '../helpers/deploy-story.js';
import { answer, launch, read, type } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

const tty = (run: string, more = ''): string => `{run: ${JSON.stringify(run)}, tty: true${more}}`;

const askPassword = `stty -echo; printf 'Password: '; read p; stty echo; echo; echo "$p" > NOTES/password; tty`;

test('F51 a deploy with `tty: true` can ask for a password: all that is typed arrives, and nothing is echoed', async () => {
  const told = deployStory(tty(askPassword));
  await using terminal = told.open();
  await answer(terminal, sky, 'g');
  expect(await read(terminal, 'To launch, type')).toMatch(/closing the terminal ends/);
  await launch(terminal, told);
  await terminal.see('Password:');
  terminal.press(...'s3cret words');
  terminal.press(keys.enter);
  await answer(terminal, used, 'g');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect(told.lines('password')).toEqual(['s3cret words']);
  expect(terminal.everything()).not.toContain('s3cret');
  const records = told.records();
  expect(only(records, 'deploy.start')).toMatchObject({ tty: true });
  expect(only(records, 'deploy.end')).toMatchObject({ outcome: 'ok' });
  expect(JSON.stringify(records)).not.toContain('s3cret');
  expect(told.git('rev-parse', 'refs/shipit/deployed/production')).toBe(told.commitId);
});

test('colours and carriage returns reach the terminal, and the output is kept', async () => {
  const told = deployStory(
    tty("printf '\\033[31mred\\033[0m 1%%\\r'; printf '\\033[31mred\\033[0m 100%%\\n'; sleep 0.3"),
  );
  await using terminal = told.open();
  await goLive(terminal, told);
  await terminal.see('red 100%');
  expect(terminal.raw()).toContain('\u001B[31mred\u001B[0m 1%\r');
  await answer(terminal, used, 'g');
  await terminal.exited;
  const records = told.records();
  const state = told.shipit('log', 'show', 'last');
  expect(state).toContain('.out');
  const { bytes } = only(records, 'deploy.end');
  expect(bytes).toBeGreaterThan(20);
});

test('Ctrl-C is for the command, and shipit stays to tell how it ended', async () => {
  const told = deployStory(tty('trap "echo caught; exit 130" INT; echo ready; while :; do sleep 0.1; done'));
  await using terminal = told.open();
  await goLive(terminal, told);
  await terminal.see(/^ready/m);
  terminal.press(keys.ctrlC);
  await terminal.see('The deploy was stopped');
  await answer(terminal, 'Leave it as it is', 'l');
  expect(await terminal.exited).toMatchObject({ exitCode: 12 });
  expect(terminal.everything()).toContain('caught');
  const records = told.records();
  expect(only(records, 'deploy.end')).toMatchObject({ outcome: 'stopped' });
  expect(course(records)).not.toContain('interrupted');
});

test('a deploy on the terminal that runs out of time is ended, and said to be', async () => {
  const told = deployStory(tty('echo $$ > NOTES/pid; sleep 600', ', timeout: 1s'));
  await using terminal = told.open();
  await goLive(terminal, told);
  await terminal.see('it ran out of time');
  await until('it is gone', () => !isRunning(told.lines('pid')[0]));
  await answer(terminal, 'Leave it as it is', 'l');
  expect(await terminal.exited).toMatchObject({ exitCode: 12 });
  expect(only(told.records(), 'step.end')).toMatchObject({ timedOut: true });
});

test('the terminal closed in mid-deploy ends a deploy on the terminal, and that is on record', async () => {
  const told = deployStory(tty('echo $$ > NOTES/pid; echo ready; sleep 600'));
  const terminal = told.open();
  await goLive(terminal, told);
  await terminal.see(/^ready/m);
  terminal.hangUp();
  await terminal.exited;
  await until('the command is gone', () => !isRunning(told.lines('pid')[0]));
  const records = told.records();
  expect(only(records, 'deploy.end')).toMatchObject({ outcome: 'failed' });
  expect(only(records, 'interrupted')).toMatchObject({ signal: 'SIGHUP' });
});

test('kill -9 in mid-deploy: nobody saw it end, so a person is asked, and it is not run again', async () => {
  const told = deployStory(tty('echo ran >> NOTES/ran; echo ready; sleep 600'));
  const first = told.open();
  await goLive(first, told);
  await first.see(/^ready/m);
  await first.kill();
  await using terminal = told.open({ args: ['resume'] });
  await answer(terminal, 'nobody saw it end', 'f');
  await terminal.see('How do you know');
  await type(terminal, 'I looked at the server');
  await answer(terminal, 'Leave it as it is', 'l');
  expect(await terminal.exited).toMatchObject({ exitCode: 12 });
  expect(told.lines('ran')).toEqual(['ran']);
  const records = told.records();
  expect(course(records)).toContain('deploy-unknown');
  expect(only(records, 'deploy.judged')).toMatchObject({ outcome: 'failed', reason: 'I looked at the server' });
});

test('SIGTERM to shipit ends the deploy on the terminal first, and records both', async () => {
  const told = deployStory(tty('echo $$ > NOTES/pid; echo ready; sleep 600'));
  await using terminal = told.open();
  await goLive(terminal, told);
  await terminal.see(/^ready/m);
  terminal.signal('SIGTERM');
  expect(await terminal.exited).toMatchObject({ exitCode: 143 });
  expect(isRunning(told.lines('pid')[0])).toBe(false);
  const records = told.records();
  expect(only(records, 'step.end')).toMatchObject({ error: 'it was ended together with its terminal' });
  expect(only(records, 'deploy.end')).toMatchObject({ outcome: 'failed' });
  expect(only(records, 'interrupted')).toMatchObject({ signal: 'SIGTERM' });
});
