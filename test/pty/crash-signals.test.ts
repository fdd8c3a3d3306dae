import { describe, expect, test } from 'vitest';
import { course, deployStory, isRunning, only, phases, sky } from '../helpers/deploy-story.js';
import { keys } from '../helpers/terminal.js';

const deploy = '"echo ran >> NOTES/ran"';

describe.each(phases)('$name', ({ name, checks, reach }) => {
  const ran = name === 'after the deploy' ? 1 : 0;

  test('F12 SIGTERM: on record, exit 143, the terminal as it was, nothing left running', async () => {
    const told = deployStory(deploy, checks);
    await using terminal = told.open();
    await reach(terminal, told);
    terminal.signal('SIGTERM');
    expect(await terminal.exited).toEqual({ exitCode: 143, signal: undefined });
    expect([terminal.isAlternate, terminal.cursorHidden]).toEqual([false, false]);
    expect(terminal.everything()).toContain('shipit resume');
    const records = told.records();
    expect(only(records, 'interrupted')).toMatchObject({ signal: 'SIGTERM' });
    expect(course(records).slice(-2)).toEqual(['interrupted', 'lock']);
    expect(told.lines('ran')).toHaveLength(ran);
    expect(told.lines('gathering').filter(isRunning)).toEqual([]);
  });

  test('F9 F10 Ctrl-C asks once, and leaves at the second: exit 130', async () => {
    const told = deployStory(deploy, checks);
    await using terminal = told.open();
    await reach(terminal, told);
    terminal.press(keys.ctrlC);
    await terminal.see('Ctrl-C again to leave');
    terminal.press(keys.ctrlC);
    expect(await terminal.exited).toEqual({ exitCode: 130, signal: undefined });
    expect([terminal.isAlternate, terminal.cursorHidden]).toEqual([false, false]);
    expect(only(told.records(), 'interrupted')).toMatchObject({ signal: 'SIGINT' });
    expect(told.lines('ran')).toHaveLength(ran);
    expect(told.lines('gathering').filter(isRunning)).toEqual([]);
  });

  test('F13 the terminal closed: on record, and nothing is left running', async () => {
    const told = deployStory(deploy, checks);
    const terminal = told.open();
    await reach(terminal, told);
    terminal.hangUp();
    await terminal.exited;
    expect(only(told.records(), 'interrupted')).toMatchObject({ signal: 'SIGHUP' });
    expect(told.lines('ran')).toHaveLength(ran);
    expect(told.lines('gathering').filter(isRunning)).toEqual([]);
  });
});

test.each([
  ['SIGINT', 130],
  ['SIGHUP', 129],
  ['SIGQUIT', 143],
] as const)('F14 %s is on record, the exit code is %i, and no debugger was opened', async (signal, exitCode) => {
  const told = deployStory(deploy);
  await using terminal = told.open();
  await terminal.see(sky);
  terminal.signal('SIGUSR1');
  terminal.signal(signal);
  expect(await terminal.exited).toEqual({ exitCode, signal: undefined });
  expect([terminal.isAlternate, terminal.cursorHidden]).toEqual([false, false]);
  expect(terminal.everything()).not.toContain('Debugger');
  expect(only(told.records(), 'interrupted')).toMatchObject({ signal });
});
