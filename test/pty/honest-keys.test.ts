import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { answer, read, story, tap } from '../helpers/story.js';
import { keys, type Terminal } from '../helpers/terminal.js';

const sky = '{ask: "Is the sky clear?", id: sky}';
const sea = '{ask: "Is the sea calm?", id: sea}';
const many = Array.from({ length: 12 }, (_, n) => `{ask: "Is lamp number ${n} burning?", id: lamp-${n}}`);

/** Leaves with Ctrl-C, whatever is on the screen. */
async function leave(terminal: Terminal): Promise<void> {
  await terminal.see((screen) => screen !== '');
  terminal.press(keys.ctrlC);
  await terminal.see('Ctrl-C again');
  terminal.press(keys.ctrlC);
  expect((await terminal.exited).exitCode).toBe(130);
}

/** The same key, again and again, as a keyboard repeats it. */
async function hold(
  terminal: Terminal,
  key: string,
  { firstMs, ms }: { readonly firstMs: number; readonly ms: number },
) {
  terminal.press(key);
  await pause(firstMs);
  for (let held = 0; held < ms; held += 30) {
    terminal.press(key);
    await pause(30);
  }
}

test('Enter alone never answers, however often it is pressed', async () => {
  const project = story([sky, sea]);
  await using terminal = project.open();
  for (let n = 0; n < 4; n++) {
    await read(terminal, 'Is the sky clear?');
    terminal.press(keys.enter);
    await terminal.see('Nothing was gathered');
    terminal.press(keys.enter);
  }
  await read(terminal, 'Is the sky clear?');
  await leave(terminal);
  expect(project.answers()).toEqual([]);
});

test.each([
  ['Down and Enter', [keys.down, keys.enter], ['sky go human']],
  ['Down, Down and Enter', [keys.down, keys.down, keys.enter], ['sky no-go human']],
  ['Down, Down, Up and Enter', [keys.down, keys.down, keys.up, keys.enter], ['sky go human']],
  ['Down, Up and Enter', [keys.down, keys.up, keys.enter], []],
] as const)(
  '%s in one write mean what they say, in order',
  async (_name, pressed, answers) => {
    const project = story([sky, sea]);
    await using terminal = project.open();
    await read(terminal, 'Is the sky clear?');
    terminal.press(pressed.join(''));
    await read(terminal, /Is the sea calm\?|Ada L\. said no|Is the sky clear\?/).catch(() => undefined);
    await leave(terminal);
    expect(project.answers()).toEqual(answers);
  },
  30_000,
);

test('nothing that is typed before the first frame answers anything', async () => {
  const project = story([sky, sea]);
  await using terminal = project.open();
  for (let n = 0; n < 20; n++) {
    terminal.press(n % 2 === 0 ? 'g' : keys.enter);
    await pause(20);
  }
  terminal.press('g', 'g', keys.down, keys.enter);
  await read(terminal, 'Is the sky clear?');
  await leave(terminal);
  expect(project.answers()).toEqual([]);
});

test('nothing that is typed between two questions answers the second', async () => {
  const project = story([sky, sea]);
  await using terminal = project.open();
  await answer(terminal, 'Is the sky clear?', 'g');
  await terminal.see('Is the sea calm?');
  terminal.press(keys.down + keys.enter, 'x');
  await read(terminal, 'Is the sea calm?');
  await leave(terminal);
  expect(project.answers()).toEqual(['sky go human']);
});

test.each(['gggg', 'gg', 'g\r', 'g\r\ng\r\n', 'gxgxgx', '\u001B[Bg', 'g\u001B['])(
  '%j in one write answers nothing',
  async (burst) => {
    const project = story([sky, sea]);
    await using terminal = project.open();
    await read(terminal, 'Is the sky clear?');
    terminal.press(burst);
    await terminal.see(/Several characters at once answer nothing/);
    await leave(terminal);
    expect(project.answers()).toEqual([]);
  },
);

test.each([
  ['from the first moment', 30],
  ['after the keyboard waited half a second', 500],
])('a key held down for two seconds answers one question and no second one (%s)', async (_name, firstMs) => {
  const project = story(many);
  await using terminal = project.open();
  await read(terminal, 'Is lamp number 0 burning?');
  await hold(terminal, 'g', { firstMs, ms: 2000 });
  await read(terminal, 'Is lamp number 1 burning?');
  await leave(terminal);
  expect(project.answers()).toEqual(['lamp-0 go human']);
});

test('F57 Enter held down on an answer takes that one and no other', async () => {
  const project = story(many);
  await using terminal = project.open();
  await read(terminal, 'Is lamp number 0 burning?');
  terminal.press(keys.down);
  await hold(terminal, keys.enter, { firstMs: 400, ms: 1500 });
  await leave(terminal);
  expect(project.answers()).toEqual(['lamp-0 go human']);
});

test('Space, Tab and Escape held down answer nothing', async () => {
  const project = story(many);
  await using terminal = project.open();
  await read(terminal, 'Is lamp number 0 burning?');
  for (const key of [keys.space, keys.tab, keys.escape]) {
    await hold(terminal, key, { firstMs: 100, ms: 400 });
  }
  await leave(terminal);
  expect(project.answers()).toEqual([]);
});

test('F57 digits, NUL and keys nobody knows answer nothing', async () => {
  const project = story([sky, sea]);
  await using terminal = project.open();
  await read(terminal, 'Is the sky clear?');
  const strange = [
    '\u0000',
    '\u001B[15~',
    '\u001B[1;5B',
    '\u001B[103;5u',
    '\u001B[<0;3;3M',
    '\u001B[I',
    '\u001Bg',
    '\u001B[99z',
  ];
  await tap(terminal, ...'0123456789yjYJ', ...strange, '\u001B]11;rgb:0000/0000/0000\u0007', '\u001BP1$r0m\u001B\\');
  expect(await read(terminal, 'Is the sky clear?')).toContain('Is the sky clear?');
  await leave(terminal);
  expect(project.answers()).toEqual([]);
});

test('evidence that arrives for the question on the screen starts its 300 ms anew', async () => {
  const project = story(['{run: "test -e fine && exit 1; exit 75", id: lamp, question: "Does the lamp burn?"}', sky]);
  await using terminal = project.open();
  await read(terminal, 'UNKNOWN');
  writeFileSync(join(project.root, 'fine'), '');
  // The highlight is on `Yes, it does (go)` when what it belongs to is replaced by a no-go.
  await tap(terminal, keys.down);
  terminal.press('r');
  await terminal.see(/✖ NO-GO/);
  terminal.press(keys.enter);
  await read(terminal, 'Override');
  expect(terminal.screen()).toMatch(/▸ +Look at the evidence/);
  await leave(terminal);
  expect(project.answers()).toEqual([]);
});
