import { describe, expect, test } from 'vitest';
import { answer, read, story } from '../helpers/story.js';
import { keys, type Terminal } from '../helpers/terminal.js';

const sky = '{ask: "Is the sky clear?", id: sky}';

/** A shell around shipit, which tells afterwards how the terminal was left. */
const inShell = (project: ReturnType<typeof story>): Terminal =>
  project.open({
    command: 'sh',
    args: ['-c', `echo before; node ${process.cwd()}/bin/shipit.cjs; echo "exit $?"; stty -a; echo the end; cat`],
  });

describe('the terminal is as it was', () => {
  test.each<[string, (terminal: Terminal) => Promise<void>, number, string]>([
    ['q', async (terminal) => terminal.press('q'), 15, 'paused; nothing was deployed'],
    ['s', async (terminal) => terminal.press('s'), 10, 'stopped; nothing was deployed'],
    [
      'Ctrl-C twice',
      async (terminal) => {
        terminal.press(keys.ctrlC);
        await terminal.see('Ctrl-C again to leave');
        terminal.press(keys.ctrlC);
      },
      130,
      'interrupted; every answer is kept',
    ],
  ])('after %s', async (_name, leave, exit, summary) => {
    const project = story([sky]);
    await using terminal = inShell(project);
    await read(terminal, 'Is the sky clear?');
    expect([terminal.isAlternate, terminal.cursorHidden]).toEqual([true, true]);
    await leave(terminal);
    await terminal.see('the end');
    const all = terminal.everything();
    expect([terminal.isAlternate, terminal.cursorHidden]).toEqual([false, false]);
    expect(all).toMatch(/^before\nshipit: /);
    expect(all).toContain(summary);
    expect(all).toContain(`exit ${exit}`);
    for (const mode of ['icanon', 'echo', 'isig', 'icrnl', 'opost']) {
      expect(all).toMatch(new RegExp(`\\s${mode}\\b`));
    }
    terminal.press('typed', keys.enter);
    await terminal.see(/typed\ntyped/);
    expect(terminal.emulator.modes.bracketedPasteMode).toBe(false);
  });
});

test('F9 the first Ctrl-C only says what a second one does, and any other key forgets it', async () => {
  const project = story([sky]);
  await using terminal = project.open();
  await read(terminal, 'Is the sky clear?');
  terminal.press(keys.ctrlC);
  await terminal.see('Ctrl-C again to leave');
  terminal.press(keys.down);
  await terminal.see((screen) => !screen.includes('Ctrl-C again'));
  terminal.press(keys.ctrlC);
  await terminal.see('Ctrl-C again to leave');
  terminal.press(keys.ctrlC);
  expect((await terminal.exited).exitCode).toBe(130);
  expect(project.records()).toContainEqual(expect.objectContaining({ type: 'interrupted', signal: 'SIGINT' }));
  expect(project.answers()).toEqual([]);
});

test('while a line is typed and while evidence is read it is left as well', async () => {
  const project = story(['{run: "false", id: lamp, question: "Does the lamp burn?"}']);
  for (const [turn, key] of ['o', 'e', '?'].entries()) {
    // The run that was left is gone on with: a new one would be offered it first.
    await using terminal = project.open({ args: turn === 0 ? [] : ['resume'] });
    await answer(terminal, 'NO-GO', key);
    await terminal.see((screen) => !screen.includes('Look at the evidence'));
    terminal.press(keys.ctrlC);
    await terminal.see('Ctrl-C again');
    terminal.press(keys.ctrlC);
    expect((await terminal.exited).exitCode).toBe(130);
    expect(terminal.isAlternate).toBe(false);
  }
});
