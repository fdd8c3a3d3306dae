import { expect, test } from 'vitest';
import { keys, openTerminal, type TerminalOptions } from '../helpers/terminal.js';
import { pictureOf } from '../helpers/terminal-svg.js';

/** A small program that draws, and tells what it was given. */
const program = String.raw`
  const say = (text) => process.stdout.write(text + '\r\n');
  process.stdin.setRawMode(true);
  process.stdin.on('data', (bytes) => {
    const key = String(bytes);
    if (key === 'q') process.exit(7);
    if (key === 'a') return process.stdout.write('\x1b[?1049h\x1b[?25l\x1b[Hsecond screen');
    if (key === 'p') return process.stdout.write('\x1b[?2004h');
    if (key === 'w') return process.stdout.write('\x1b[6n');
    if (key === 's') {
      process.stdout.write('\x1b[?2026hhalf');
      return void setTimeout(() => process.stdout.write(' and half\r\n\x1b[?2026l'), 50);
    }
    say('got ' + JSON.stringify(key));
  });
  process.stdout.on('resize', () => say('now ' + process.stdout.columns + 'x' + process.stdout.rows));
  process.on('SIGTERM', () => say('asked to end'));
  say('tty ' + (process.stdin.isTTY && process.stdout.isTTY) + ' ci ' + process.env.CI + ' x ' + process.env.X);
`;

const openProgram = (options: TerminalOptions = {}) =>
  openTerminal({ command: process.execPath, args: ['-e', program], ...options });

test('a program in the terminal sees a terminal, a small environment and every key by itself', async () => {
  await using terminal = openProgram({ env: { X: 'y' } });
  await terminal.see('tty true ci undefined x y');
  terminal.press('k');
  await terminal.see('got "k"');
  terminal.press(keys.down);
  await terminal.see('got "\\u001b[B"');
});

test('the end of the program is known with its exit code', async () => {
  await using terminal = openProgram();
  await terminal.see('tty true');
  terminal.press('q');
  expect(await terminal.exited).toEqual({ exitCode: 7, signal: undefined });
});

test('what is not seen fails with the screen', async () => {
  await using terminal = openProgram();
  await terminal.see(/tty \w+/g);
  await expect(terminal.see('never', 50)).rejects.toThrow(
    /not seen in 50 ms: "never"\n--- screen 100x30 ---\ntty true/,
  );
  terminal.press('q');
  await expect(terminal.see('never')).rejects.toThrow(/ended \(\{"exitCode":7\}\).*\n--- screen/);
});

test('a half-drawn screen is never read', async () => {
  await using terminal = openProgram();
  await terminal.see('tty true');
  terminal.press('s');
  expect(await terminal.see('half')).toContain('half and half');
});

test('a resize reaches the program', async () => {
  await using terminal = openProgram();
  await terminal.see('tty true');
  terminal.resize(40, 10);
  await terminal.see('now 40x10');
});

test('the alternate screen and the hidden cursor are visible to a story', async () => {
  await using terminal = openProgram();
  await terminal.see('tty true');
  expect([terminal.isAlternate, terminal.cursorHidden]).toEqual([false, false]);
  terminal.press('a');
  await terminal.see('second screen');
  expect([terminal.isAlternate, terminal.cursorHidden]).toEqual([true, true]);
  expect(terminal.raw()).toContain('\u001B[?1049h');
});

test('a paste comes bracketed once the program asked for it', async () => {
  await using terminal = openProgram();
  await terminal.see('tty true');
  terminal.paste('plain');
  await terminal.see('got "plain"');
  terminal.press('p');
  await terminal.see(() => terminal.emulator.modes.bracketedPasteMode);
  terminal.paste('one\rtwo');
  await terminal.see('got "\\u001b[200~one\\rtwo\\u001b[201~"');
});

test('the terminal answers when it is asked for its cursor', async () => {
  await using terminal = openProgram();
  await terminal.see('tty true');
  terminal.press('w');
  await terminal.see('got "\\u001b[2;1R"');
});

test('signals reach the program', async () => {
  await using terminal = openProgram();
  await terminal.see('tty true');
  terminal.signal('SIGTERM');
  await terminal.see('asked to end');
  expect(await terminal.kill()).toEqual({ exitCode: 0, signal: 9 });
});

test('a closed terminal hangs the program up', async () => {
  await using terminal = openProgram();
  await terminal.see('tty true');
  terminal.hangUp();
  expect((await terminal.exited).signal).toBe(1);
});

test('what scrolled away is still there, and nothing is lost at the end', async () => {
  await using terminal = openTerminal({ command: 'seq', args: ['5000'], rows: 10 });
  expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
  expect(terminal.screen()).toMatch(/^4992\n/);
  expect(terminal.everything().split('\n')).toHaveLength(5000);
});

test('a story can be kept as a recording and as a picture', async () => {
  await using terminal = openProgram();
  await terminal.see('tty true');
  const [header, first] = terminal.asciicast().split('\n');
  expect(JSON.parse(header ?? '')).toMatchObject({ version: 2, width: 100, height: 30 });
  expect(JSON.parse(first ?? '')).toEqual([expect.any(Number), 'o', expect.stringContaining('tty true')]);
  expect(pictureOf(terminal, { title: 'a <title>', label: 'what it shows' })).toMatch(
    /^<svg .*aria-label="what it shows".*a &lt;title&gt;.*tty\u00A0true.*<\/svg>\n$/s,
  );
});
