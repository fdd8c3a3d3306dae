import { expect, test } from 'vitest';
import { answer, read, story, tap } from '../helpers/story.js';
import { keys, type Terminal } from '../helpers/terminal.js';

const checks = [
  '{run: "echo two of them fail; exit 1", id: tests, question: "Are the tests green?"}',
  '{ask: "Is the sky clear?", id: sky}',
  '{run: "true", id: pass, question: "Does it pass?"}',
];

/** Without the clock. */
const timeless = (screen: string): string => screen.replace(/\d\d:\d\d/, '');

/** No line of the frame in the last row: a full screen scrolls, and Ink would wipe the scrollback. */
const lastRow = (terminal: Terminal): string => {
  const { baseY } = terminal.emulator.buffer.active;
  return terminal.emulator.buffer.active.getLine(baseY + terminal.rows - 1)?.translateToString(true) ?? '';
};

test.each([
  [120, 40],
  [80, 24],
  [79, 24],
  [40, 10],
  [20, 5],
])('F55 at %ix%i the question and its answers can be read, and no scrollback is wiped', async (columns, rows) => {
  const project = story(checks);
  await using terminal = project.open({ columns, rows });
  const screen = await read(terminal, /NO-GO/);
  expect(screen).toMatch(/Are the/);
  expect(lastRow(terminal)).toBe('');
  for (const label of ['Stop here', 'Look again', 'Override']) {
    terminal.press(keys.down);
    await terminal.see(new RegExp(`▸[ ↑↓][a-z]  ${label.slice(0, 9)}`));
  }
  terminal.press(keys.home);
  await answer(terminal, 'Look at', 's');
  expect((await terminal.exited).exitCode).toBe(10);
  expect(terminal.raw()).not.toContain('\u001B[3J');
  expect(project.answers()).toContain('tests stop human');
});

test.each([
  [19, 24],
  [80, 4],
  [10, 3],
  [3, 2],
])('F55 at %ix%i it asks for a larger window, answers nothing, and can be left', async (columns, rows) => {
  const project = story(checks);
  await using terminal = project.open({ columns, rows });
  await terminal.see(/^mak/);
  await tap(terminal, keys.down, keys.enter);
  terminal.resize(100, 30);
  await read(terminal, 'Are the tests green?');
  terminal.resize(columns, rows);
  await terminal.see(/^mak/);
  await tap(terminal, keys.ctrlC, 'o', keys.enter, 'q');
  expect((await terminal.exited).exitCode).toBe(15);
  expect(project.answers().filter((one) => !one.startsWith('pass'))).toEqual([]);
  expect(terminal.raw()).not.toContain('\u001B[3J');
});

test('resized while a question is open, the screen is drawn anew and the same question is asked', async () => {
  const project = story(['{ask: "Is the sky clear?", id: sky}', '{ask: "Is the sea calm?", id: sea}']);
  await using terminal = project.open({ columns: 120, rows: 40 });
  const before = await read(terminal, 'Is the sky clear?');
  terminal.press(keys.down);
  await terminal.see('▸ g');
  terminal.resize(40, 10);
  const small = await terminal.see((screen) => /^ shop → production/.test(screen) && screen.includes('▸ g'));
  expect(small.split('\n').length).toBeLessThanOrEqual(9);
  terminal.resize(120, 40);
  await terminal.see('BEFORE');
  terminal.press(keys.home);
  await terminal.see((screen) => timeless(screen) === timeless(before));
  terminal.press(keys.down);
  await terminal.see('▸ g');
  terminal.press(keys.enter);
  await answer(terminal, 'Is the sea calm?', 'q');
  await terminal.exited;
  expect(terminal.raw()).not.toContain('\u001B[3J');
  expect(project.answers()).toEqual(['sky go human']);
});

test('F16 a window that is dragged through thirty sizes ends on a whole frame, and no key is lost', async () => {
  const project = story(['{ask: "Is the sky clear?", id: sky}']);
  await using terminal = project.open({ columns: 120, rows: 40 });
  await read(terminal, 'Is the sky clear?');
  for (let n = 0; n <= 30; n++) {
    terminal.resize(120 - 2 * n, 40 - n);
    if (n % 10 === 5) {
      terminal.press(keys.down);
    }
  }
  terminal.resize(100, 30);
  await terminal.see((shown) => isWhole(shown.split('\n')) && shown.includes('▸ n'));
  await answer(terminal, 'Is the sky clear?', 'q');
  await terminal.exited;
});

/** Of 30 rows one stays free; two rows above the first line, one below the second. */
const isWhole = (lines: readonly string[]): boolean =>
  lines.length === 29 && /^ shipit /.test(lines[0] ?? '') && lines.filter((line) => line.includes('│')).length === 24;

test('F58 Ctrl-L draws everything anew over what somebody else wrote there; a frame of 80x24 is at most 4 KB', async () => {
  const project = story(checks);
  await using terminal = project.open({ columns: 80, rows: 24 });
  const before = await read(terminal, (screen) => screen.includes('NO-GO') && !screen.includes('running'));
  await new Promise<void>((resolve) => {
    terminal.emulator.write('\u001B[HBroadcast message from root: this system is going down\r\n', resolve);
  });
  expect(terminal.screen()).toContain('Broadcast message');
  const written = terminal.raw().length;
  terminal.press('\f');
  expect(timeless(await terminal.see((screen) => !screen.includes('Broadcast')))).toBe(timeless(before));
  const bytes = Buffer.byteLength(terminal.raw().slice(written));
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThanOrEqual(4096);
  await answer(terminal, 'NO-GO', 'q');
  await terminal.exited;
});
