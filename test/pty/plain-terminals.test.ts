import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hear, say } from '../helpers/plain.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { answer, story } from '../helpers/story.js';

const checks = [
  '{run: "echo one test that failed because of a rather long sentence which wraps; exit 1", id: tests, question: "Are all the tests of this very commit green on this machine?"}',
  '{ask: "Is the sky clear?", id: sky}',
];
const sky = ['{ask: "Is the sky clear?", id: sky}'];

test('at 40 columns everything stands in whole lines, broken between words', async () => {
  const told = story(checks);
  await using terminal = told.open({ args: ['--plain'], columns: 40 });
  await say(terminal, 'NO-GO', 'evidence');
  await say(terminal, 'Findings', 'list');
  await say(terminal, 'BEFORE', 'help');
  await say(terminal, 'Everywhere', 'why');
  await say(terminal, 'Why:', 'stop');
  expect((await terminal.exited).exitCode).toBe(10);
  const lines = terminal.raw().split('\r\n');
  expect(lines.filter((line) => line.length >= 40)).toEqual([]);
  expect(lines).toContain('Are all the tests of this very commit');
  expect(lines).toContain('green on this machine?');
  expect(terminal.raw()).not.toContain('\u001B');
});

test('F53 a terminal that can do no more is spoken to line by line, and told so', async () => {
  const told = story(sky);
  await using terminal = openDumb(told);
  await say(terminal, 'TERM=dumb: going line by line', 'pause');
  expect((await terminal.exited).exitCode).toBe(15);
  expect(terminal.raw()).toMatch(/^[\u0000-\u001A\u001C-\u007f]*$/);
});

const openDumb = (told: ReturnType<typeof story>) =>
  told.open({ command: 'env', args: ['TERM=dumb', process.execPath, join(process.cwd(), 'bin/shipit.cjs')] });

test('F56 in a locale that shows only ASCII, only ASCII is printed', async () => {
  const told = story([
    '{run: "echo caf\u00e9 \u2192 na\u00efve; exit 1", id: tests, question: "Are the tests green \u2014 all?"}',
  ]);
  await using terminal = told.open({ args: ['--plain'], env: { LANG: 'C' } });
  expect(await hear(terminal, 'Are the tests green - all?')).toContain('cafe > naive');
  await say(terminal, 'NO-GO', 'evidence');
  await say(terminal, 'Findings', 'stop');
  await terminal.exited;
  expect(terminal.raw()).toMatch(/^[\u0000-\u001A\u001C-\u007f]*$/);
});

test.each([
  ['SHIPIT_PLAIN', { SHIPIT_PLAIN: '1' }, {}],
  ['the preferences', {}, { plain: true }],
])('%s asks for it as well', async (_name, env, preferences) => {
  const told = story(sky);
  const config = temporaryDirectory();
  writeFileSync(join(config, 'config.json'), JSON.stringify(preferences));
  await using terminal = told.open({ env: { ...env, SHIPIT_CONFIG_DIR: config } });
  await say(terminal, 'Is the sky clear?', 'pause');
  expect((await terminal.exited).exitCode).toBe(15);
  expect(terminal.raw()).not.toContain('\u001B');
});

test('SHIPIT_PLAIN=0 is stronger than the preferences, and --plain stronger than both', async () => {
  const told = story(sky);
  const config = temporaryDirectory();
  writeFileSync(join(config, 'config.json'), '{"plain": true}');
  const env = { SHIPIT_CONFIG_DIR: config, SHIPIT_PLAIN: '0' };
  await using screen = told.open({ env });
  await answer(screen, 'Is the sky clear?', 'q');
  await screen.exited;
  await using terminal = told.open({ args: ['resume', '--plain'], env });
  await say(terminal, 'Is the sky clear?', 'pause');
  expect((await terminal.exited).exitCode).toBe(15);
});

test('F53 without a terminal to read from nothing is walked', () => {
  const told = story(sky);
  const { status, stderr } = spawnSync(process.execPath, [join(process.cwd(), 'bin/shipit.cjs'), '--plain'], {
    cwd: told.root,
    input: 'go\n',
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('walking a checklist needs a terminal');
});

test('a terminal that is closed ends it, on record', async () => {
  const told = story(sky);
  const terminal = told.open({ args: ['--plain'] });
  await hear(terminal, 'Is the sky clear?');
  terminal.hangUp();
  await terminal.exited;
  expect(told.records().find(({ type }) => type === 'interrupted')).toMatchObject({ signal: 'SIGHUP' });
  expect(told.answers()).toEqual([]);
});

test('the full screen is never loaded', async () => {
  const copy = join(temporaryDirectory(), 'shipit');
  mkdirSync(copy);
  for (const name of ['bin', 'dist', 'checklists', 'package.json']) {
    cpSync(join(process.cwd(), name), join(copy, name), { recursive: true });
  }

  const dist = join(copy, 'dist');
  const drawing = readdirSync(dist).filter(
    (name) => name.endsWith('.cjs') && readFileSync(join(dist, name), 'utf8').includes('patchConsole'),
  );
  expect(drawing).not.toEqual([]);
  for (const name of drawing) writeFileSync(join(dist, name), 'throw new Error("the screen was loaded");\n');
  const told = story(sky);
  const program = join(copy, 'bin', 'shipit.cjs');
  await using terminal = told.open({ command: process.execPath, args: [program, '--plain'] });
  await say(terminal, 'Is the sky clear?', 'go');
  await say(terminal, 'To launch, type', told.phrase, 'launch>');
  expect((await terminal.exited).exitCode).toBe(0);
  await using full = told.open({ command: process.execPath, args: [program] });
  expect((await full.exited).exitCode).toBe(1);
  expect(full.everything()).toContain('the screen was loaded');
});
