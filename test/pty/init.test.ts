import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Files, repository, temporaryDirectory } from '../helpers/repository.js';
import { keys, openTerminal, type Terminal, type TerminalOptions } from '../helpers/terminal.js';

const program = fileURLToPath(new URL('../../bin/shipit.cjs', import.meta.url));

const shop: Files = {
  'package.json': '{\n  "name": "shop"\n}\n',
  Makefile: 'test:\n\ttrue\ndeploy:\n\t./push\n',
  'bin/deploy': '#!/bin/sh\n',
};

/** A project without a checklist. */
function project(files: Files = shop) {
  const { root } = repository(files);
  const state = temporaryDirectory();
  const env = { SHIPIT_STATE_DIR: state, SHIPIT_CONFIG_DIR: state, TZ: 'Europe/Istanbul' };
  return {
    root,
    open: (options: TerminalOptions = {}) =>
      openTerminal({ args: ['init'], rows: 60, ...options, cwd: root, env: { ...env, ...options.env } }),
    written: () => (existsSync(join(root, 'shipit.yml')) ? readFileSync(join(root, 'shipit.yml'), 'utf8') : undefined),
    lint: () => execFileSync(process.execPath, [program, '-C', root, 'lint'], { encoding: 'utf8', stdio: 'pipe' }),
  };
}

/** Sees the question and its prompt, then hands in a line. */
async function reply(terminal: Terminal, question: string, line = ''): Promise<void> {
  await terminal.see((screen) => screen.includes(question) && screen.endsWith('\n>'));
  terminal.press(...line, keys.enter);
}

const titles = ['1 of 7', '2 of 7', '3 of 7', '4 of 7', '5 of 7', '6 of 7', '7 of 7'] as const;

test('Enter all the way takes every proposal and writes a checklist that lint accepts', async () => {
  const told = project();
  await using terminal = told.open();
  for (const title of titles) {
    await reply(terminal, title);
  }
  await reply(terminal, 'Write shipit.yml?');
  await terminal.see('shipit --dry-run');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect(told.written()).toMatch(/app: shop[\s\S]*tz: Europe\/Istanbul[\s\S]*run: make test[\s\S]*run: make deploy/);
  told.lint();
});

test('a number takes another, a text is taken as typed, a mistake is asked again, and the file can be read before', async () => {
  const told = project();
  await using terminal = told.open();
  await reply(terminal, '1 of 7', 'the shop: ours');
  await terminal.see('use letters, digits');
  await reply(terminal, 'use letters, digits', 'the shop');
  await reply(terminal, '2 of 7', '2');
  await reply(terminal, '3 of 7', 'make test "with: quotes" # and more');
  await reply(terminal, '4 of 7', '7');
  await reply(terminal, 'There is no 7: 1 to 3.', '2');
  await reply(terminal, '5 of 7', 'bin/back "$SHIPIT_PREVIOUS"');
  await reply(terminal, '6 of 7', 'shop.test');
  await reply(terminal, 'That is not a web address', 'https://shop.test/');
  await reply(terminal, '7 of 7', 'Europe/Berlin');
  await reply(terminal, 'Write shipit.yml?', 'show');
  await terminal.see((screen) => screen.includes('app: the shop') || screen.includes('undo: bin/back'));
  await reply(terminal, 'Write shipit.yml?', 'maybe');
  await reply(terminal, 'That is none of these.', 'y');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect(told.written()).toMatch(/app: the shop[\s\S]*tz: Europe\/Berlin[\s\S]* {2}- release\n/);
  expect(told.written()).toContain(`run: 'make test "with: quotes" # and more'\n`);
  expect(told.written()).toContain('run: bin/deploy\n');
  expect(told.written()).toContain('undo: bin/back "$SHIPIT_PREVIOUS"');
  told.lint();
});

test.each(titles)('Ctrl-C at question %s writes nothing', async (last) => {
  const told = project();
  await using terminal = told.open();
  for (const title of titles.slice(0, titles.indexOf(last))) {
    await reply(terminal, title);
  }
  await terminal.see((screen) => screen.includes(last) && screen.endsWith('\n>'));
  terminal.press(...'half an ans', keys.ctrlC);
  expect(await terminal.exited).toMatchObject({ exitCode: 130 });
  expect(terminal.screen()).toContain('Nothing was written.');
  expect([told.written(), existsSync(join(told.root, '.shipit'))]).toEqual([undefined, false]);
});

test.each([
  ['n', ['n', keys.enter], 10],
  ['Ctrl-D', [keys.ctrlD], 10],
  ['Ctrl-C', [keys.ctrlC], 130],
] as const)('%s at the last question writes nothing', async (_what, pressed, exitCode) => {
  const told = project();
  await using terminal = told.open();
  for (const title of titles) {
    await reply(terminal, title);
  }
  await terminal.see((screen) => screen.includes('Write shipit.yml?') && screen.endsWith('\n>'));
  terminal.press(...pressed);
  expect(await terminal.exited).toMatchObject({ exitCode });
  expect(told.written()).toBeUndefined();
});

test('a closed terminal writes nothing', async () => {
  const told = project();
  await using terminal = told.open();
  await terminal.see('1 of 7');
  terminal.hangUp();
  await terminal.exited;
  expect(told.written()).toBeUndefined();
});

test('the rest of a paste answers no question after it', async () => {
  const told = project();
  await using terminal = told.open();
  await terminal.see((screen) => screen.includes('1 of 7') && screen.endsWith('\n>'));
  terminal.press('pasted\rtwo\rthree\rfour\rfive\rsix\rseven\ry\r');
  await reply(terminal, '2 of 7');
  await reply(terminal, '3 of 7');
  await terminal.see('4 of 7');
  expect(told.written()).toBeUndefined();
});

test('a checklist that somebody else wrote meanwhile is not overwritten', async () => {
  const told = project();
  await using terminal = told.open();
  for (const title of titles) {
    await reply(terminal, title);
  }
  await terminal.see((screen) => screen.includes('Write shipit.yml?') && screen.endsWith('\n>'));
  writeFileSync(join(told.root, 'shipit.yml'), 'theirs: true\n');
  terminal.press(keys.enter);
  expect(await terminal.exited).toMatchObject({ exitCode: 2 });
  expect(terminal.screen()).toContain('somebody else wrote one meanwhile');
  expect([told.written(), existsSync(join(told.root, '.shipit'))]).toEqual(['theirs: true\n', false]);
});

test('one that is there is not asked about: exit code 2 and what to do', async () => {
  const told = project({ ...shop, 'shipit.yml': 'mine: true\n' });
  await using terminal = told.open();
  expect(await terminal.exited).toMatchObject({ exitCode: 2 });
  expect(terminal.screen()).toContain('there is a checklist already: shipit.yml');
  expect(told.written()).toBe('mine: true\n');
});

test('no escape sequence is written, and nothing is wider than a narrow terminal', async () => {
  const told = project();
  await using terminal = told.open({ columns: 40, env: { TERM: 'dumb' } });
  for (const title of titles) {
    await reply(terminal, title);
  }
  await reply(terminal, 'Write shipit.yml?');
  await terminal.exited;
  expect(terminal.raw()).not.toContain('\u001B');
  const lines = terminal.raw().split(/\r?\n/);
  expect(lines.filter((line) => line.length > 40)).toEqual([]);
});
