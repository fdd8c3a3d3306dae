import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { answer, read, type Story, story, type } from '../helpers/story.js';
import { keys, type Terminal } from '../helpers/terminal.js';

const sky = 'Is the sky clear?';
const program = `node ${process.cwd()}/bin/shipit.cjs`;

/** shipit in the foreground of a shell that can stop and continue its jobs. */
async function inShell(project: Story): Promise<Terminal> {
  const terminal = project.open({ command: 'sh', args: ['-i'], env: { PS1: 'shell> ' }, columns: 160 });
  await terminal.see('shell>');
  await type(terminal, program);
  await read(terminal, sky);
  return terminal;
}

/** The shell says so, and asks for the next command. */
const stopped = /(Stopped|Suspended)[\s\S]*shell>$/i;

test.each<[string, (terminal: Terminal) => void]>([
  ['Ctrl-Z', (terminal) => terminal.press(keys.ctrlZ)],
  ['a SIGTSTP from elsewhere', (terminal) => process.kill(childOf(terminal.pid), 'SIGTSTP')],
])('F15 %s gives the terminal to the shell as it was, and `fg` brings the question back', async (_name, stop) => {
  const project = story([`{ask: "${sky}", id: sky}`, '{ask: "Is the sea calm?", id: sea}']);
  await using terminal = await inShell(project);
  stop(terminal);
  await terminal.see(stopped);
  expect([terminal.isAlternate, terminal.cursorHidden]).toEqual([false, false]);
  await type(terminal, 'stty -a');
  const modes = await terminal.see(/icanon[\s\S]*shell>$/);
  for (const mode of ['icanon', 'echo', 'isig', 'icrnl', 'opost']) {
    expect(modes).toMatch(new RegExp(`\\s${mode}\\b`));
  }

  await type(terminal, 'fg');
  await answer(terminal, sky, 'g');
  await answer(terminal, 'Is the sea calm?', 'q');
  await terminal.see('paused; nothing was deployed');
  expect(project.answers()).toEqual(['sky go human']);
});

test('in the background it draws nothing until it is in front again, for the size that the window has now', async () => {
  const project = story([`{ask: "${sky}", id: sky}`]);
  await using terminal = await inShell(project);
  terminal.press(keys.ctrlZ);
  await terminal.see(stopped);
  await type(terminal, 'bg');
  await terminal.see(/bg[\s\S]*shell>$/);
  await type(terminal, 'echo still "the shell"');
  await terminal.see('still the shell');
  expect(terminal.isAlternate).toBe(false);
  terminal.resize(180, 40);
  await type(terminal, 'fg');
  // Of its new size a job that was not in front has heard nothing.
  await terminal.see(/^[─┬]{180}$/m);
  await answer(terminal, sky, 'q');
  await terminal.see('paused; nothing was deployed');
});

test('where there is no shell to go back to, the question is simply there again', async () => {
  const project = story([`{ask: "${sky}", id: sky}`]);
  await using terminal = project.open();
  await read(terminal, sky);
  const before = terminal.raw().length;
  terminal.press(keys.ctrlZ);
  await terminal.see(() => terminal.raw().slice(before).includes('\u001B[?1049h'));
  await answer(terminal, sky, 'q');
  expect(await terminal.exited).toMatchObject({ exitCode: 15 });
});

/** The one child of a shell. */
const childOf = (pid: number): number =>
  Number(execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).trim());
