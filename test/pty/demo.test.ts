import { execFile, execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createScreenModel } from '../../src/commands/demo/screen-model.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { answer, type LoggedRecord, read, type } from '../helpers/story.js';
import { keys, openTerminal, type TerminalOptions } from '../helpers/terminal.js';

const program = fileURLToPath(new URL('../../bin/shipit.cjs', import.meta.url));

/** A demo whose directory is found in `tmp`, and in no other place. */
function demo(...args: readonly string[]) {
  const tmp = temporaryDirectory();
  // No code cache: it would be made anew in each of these homes.
  const env = { TMPDIR: tmp, HOME: tmp, XDG_CACHE_HOME: '/dev/null' };
  const directories = (): readonly string[] => readdirSync(tmp).filter((name) => name.startsWith('shipit-demo-'));
  const inProject = (command: string, ...rest: readonly string[]): string => {
    const directory = join(tmp, directories()[0] ?? 'none');
    return execFileSync(process.execPath, [command, ...rest], {
      cwd: join(directory, 'shop'),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: tmp, SHIPIT_STATE_DIR: join(directory, 'state') },
    });
  };
  return {
    env,
    open: (options: TerminalOptions = {}) => openTerminal({ ...options, args: ['demo', ...args], env }),
    directories,
    inProject,
    records: (): readonly LoggedRecord[] =>
      (JSON.parse(inProject(program, 'log', 'show', 'last', '--json')) as { readonly records: readonly LoggedRecord[] })
        .records,
  };
}

/** In the order of the alphabet: what passes by itself does so whenever its evidence is there. */
const answersIn = (records: readonly LoggedRecord[]): readonly string[] =>
  records
    .filter(({ type }) => type === 'answer')
    .map(({ check, facet, answer, how }) => `${check}${facet === undefined ? '' : `/${facet}`} ${answer} ${how}`)
    .toSorted();

/** In the order of the checklist, as long as evidence comes in time. */
const [tooLarge, meant] = ['More than 5 commits or 14 days?', 'Is this exactly what you mean to ship?'];
const [noBackup, traffic] = ['Is there a backup of the orders from today?', 'Has anyone announced unusual traffic'];

/** While its evidence is being gathered a question can be read, but not answered yet. */
const asks =
  (question: string) =>
  (screen: string): boolean =>
    screen.includes(question) && screen.includes('Look at the evidence');

test('an operator walks the demo from the three lines to the confirmed deploy, and nothing is left', async () => {
  const { open, directories, inProject, records } = demo();
  await using terminal = open();
  const words = await terminal.see('Enter starts shipit');
  expect(words.replaceAll('\n', '')).toContain('node ops/backup.mjs');
  terminal.press(keys.enter);
  const questions = new Set([tooLarge, meant, noBackup, traffic]);
  while (questions.size > 0) {
    const screen = await terminal.see((text) => [...questions].some((question) => asks(question)(text)));
    const question = [...questions].find((one) => screen.includes(one)) ?? '';
    questions.delete(question);
    if (question === noBackup) {
      expect(screen).toContain('NO-GO');
      inProject('ops/backup.mjs');
    }
    await answer(terminal, asks(question), question === noBackup ? 'r' : 'g');
  }
  const page = await read(terminal, 'To launch, type');
  const [, commit] = /→ ([0-9a-f]{7}) /.exec(page) ?? [];
  await type(terminal, `production ${commit}`);
  await terminal.see('Have you used the shop yourself since the deploy?');
  expect(inProject('../live/src/page.js')).toContain('a tenth off');
  expect(answersIn(records())).toEqual([
    'backup go auto',
    'probe go auto',
    'release go human',
    'release/size go accepted-warning',
    'tests go auto',
    'traffic go human',
    'window go auto',
  ]);
  await answer(terminal, 'Have you used the shop', 'g');
  expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
  expect(terminal.everything()).toContain('is deployed to production and confirmed');
  expect(terminal.everything()).toContain('$ shipit log show last');
  expect([terminal.isAlternate, terminal.cursorHidden, directories()]).toEqual([false, false, []]);
});

test('Ctrl-C before it starts leaves nothing', async () => {
  const { open, directories } = demo();
  await using terminal = open();
  await terminal.see('Enter starts shipit');
  expect(directories()).toHaveLength(1);
  terminal.press(keys.ctrlC);
  expect(await terminal.exited).toEqual({ exitCode: 130, signal: undefined });
  expect(directories()).toEqual([]);
});

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)(
  '%s in the middle of a walk ends shipit, gives the terminal back and leaves nothing',
  async (name, exitCode) => {
    const { open, directories } = demo();
    await using terminal = open();
    await terminal.see('Enter starts shipit');
    terminal.press(keys.enter);
    await terminal.see('Look at the evidence');
    terminal.signal(name);
    expect(await terminal.exited).toEqual({ exitCode, signal: undefined });
    expect([terminal.isAlternate, terminal.cursorHidden, directories()]).toEqual([false, false, []]);
  },
);

test('a terminal that is closed in the middle of a walk leaves nothing', async () => {
  const { open, directories } = demo();
  await using terminal = open();
  await terminal.see('Enter starts shipit');
  terminal.press(keys.enter);
  await terminal.see('Look at the evidence');
  terminal.hangUp();
  await terminal.exited;
  expect(directories()).toEqual([]);
});

test('a signal before it starts ends it as signals do', async () => {
  const { open, directories } = demo();
  await using terminal = open();
  await terminal.see('Enter starts shipit');
  terminal.signal('SIGTERM');
  expect(await terminal.exited).toEqual({ exitCode: 143, signal: undefined });
  expect(directories()).toEqual([]);
});

test('it plays by itself on a terminal, for all to see', async () => {
  const { open, directories } = demo('--play');
  await using terminal = open({ columns: 110, rows: 34 });
  await terminal.see(/More than 5 commits.*A warning: six commits/s);
  await terminal.see('presses  e');
  await terminal.see(/NO-GO.*made \.\.\/backups\/orders-/s, 20_000);
  await terminal.see('presses  r');
  await terminal.see('[shipit] deploying production', 20_000);
  await terminal.see('In a project of your own', 20_000);
  expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
  expect(terminal.everything()).toContain('is deployed to production and confirmed');
  expect([terminal.isAlternate, terminal.cursorHidden, directories()]).toEqual([false, false, []]);
});

test('Ctrl-C ends the play, and other keys of the person who watches mean nothing', async () => {
  const { open, directories } = demo('--play');
  await using terminal = open({ columns: 110, rows: 34 });
  await terminal.see('Look at the evidence');
  terminal.press('s');
  await terminal.see('presses  ');
  terminal.press(keys.ctrlC);
  expect(await terminal.exited).toEqual({ exitCode: 130, signal: undefined });
  expect([terminal.isAlternate, terminal.cursorHidden, directories()]).toEqual([false, false, []]);
});

test('the player sees what a terminal shows', async () => {
  const { open } = demo();
  await using terminal = open();
  const model = createScreenModel(terminal.columns, terminal.rows);
  await terminal.see('Enter starts shipit');
  terminal.press(keys.enter);
  await answer(terminal, 'Look at the evidence', 'e');
  const screen = await terminal.see('Esc back');
  model.write(terminal.raw());
  expect(model.text()).toBe(screen.replaceAll(/ +$/gm, ''));
});

test('without a terminal it plays, tells each screen and each key as text, and ends with 0', async () => {
  const { env, directories } = demo();
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, 'demo'], {
    env: { PATH: process.env['PATH'], CI: 'true', ...env },
  });
  expect(stderr).toBe('');
  expect(stdout).not.toContain('\u001B');
  const course = [
    'More than 5 commits or 14 days?',
    '>> presses: e  the evidence',
    '>> presses: g  go on',
    'NO-GO  exit 1',
    'made ../backups/orders-',
    '>> presses: r  look again',
    '>> presses: production ',
    'live: ',
    'Have you used the shop yourself since the deploy?',
    'is deployed to production and confirmed',
    '$ shipit log show last',
  ];
  const places = course.map((text) => stdout.indexOf(text));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(directories()).toEqual([]);
});
