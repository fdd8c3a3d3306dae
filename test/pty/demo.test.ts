import { expect, test } from 'vitest';
import { createScreenModel } from '../../src/commands/demo/screen-model.js';
import { closed, demo, shopIn } from '../helpers/demo-story.js';
import { answer, type LoggedRecord, read, type } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

/** In the order of the alphabet: what passes by itself does so whenever its evidence is there. */
const answersIn = (records: readonly LoggedRecord[]): readonly string[] =>
  records
    .filter(({ type }) => type === 'answer')
    .map(({ check, facet, answer, how }) => `${check}${facet === undefined ? '' : `/${facet}`} ${answer} ${how}`)
    .toSorted();

/** In the order of the checklist, as long as evidence comes in time. */
const back = 'Is today your first day back after time off?';
const [tooLarge, meant] = ['More than 5 commits or 14 days?', 'Is this exactly what you mean to ship?'];
const [noBackup, traffic] = ['Is there a backup of the orders from today?', 'Has anyone announced unusual traffic'];

const used = 'Have you used the site yourself since the deploy?';

/** While its evidence is being gathered a question can be read, but not answered yet. */
const asks =
  (question: string) =>
  (screen: string): boolean =>
    screen.includes(question) && screen.includes('Look at the evidence');

test('an operator walks the demo from the first lines to the confirmed deploy, and nothing is left', async () => {
  const { open, directories, inProject, records } = demo();
  await using terminal = open({ columns: 110, rows: 34 });
  const words = await terminal.see('Enter starts shipit');
  expect(words.replaceAll('\n', '')).toContain('node ops/backup.mjs');
  const shop = shopIn(words);
  terminal.press(keys.enter);
  const questions = new Set([back, tooLarge, meant, noBackup, traffic]);
  while (questions.size > 0) {
    const screen = await terminal.see((text) => [...questions].some((question) => asks(question)(text)));
    const question = [...questions].find((one) => screen.includes(one)) ?? '';
    questions.delete(question);
    if (question === back) {
      expect(screen).toContain('after 21 working days off');
      await answer(terminal, asks(question), 'o');
      await terminal.see('Why go on despite this no-go?');
      await type(terminal, 'I have read all of what changed');
      await terminal.see('Have you read the list of changes?');
      await type(terminal, 'yes');
    } else {
      if (question === noBackup) {
        expect(screen).toContain('NO-GO');
        inProject('ops/backup.mjs');
      }
      await answer(terminal, asks(question), question === noBackup ? 'r' : 'g');
    }
  }
  const page = await read(terminal, 'To launch, type');
  expect(page).toMatch(/expiring +acknowledged by [Bb]ob/);
  expect(await (await fetch(shop)).text()).not.toContain('a tenth off');
  const [, commit] = /→ ([0-9a-f]{7}) /.exec(page) ?? [];
  await type(terminal, `production ${commit}`);
  await terminal.see('Watching production');
  const served = await (await fetch(shop)).text();
  expect(served).toContain('a tenth off');
  expect(served).toContain(`revision ${commit}`);
  await terminal.see(used, 45_000);
  expect(answersIn(records())).toEqual([
    'absence/back go override',
    'backup go auto',
    'expiring go auto',
    'release go human',
    'release/size go accepted-warning',
    'tests go auto',
    'traffic go human',
    'window go auto',
  ]);
  await answer(terminal, used, 'g');
  await answer(terminal, 'Is the deploy finished?', 'g');
  expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
  expect(terminal.everything()).toContain('is deployed to production and confirmed');
  expect(terminal.everything()).toContain('$ shipit log show last');
  expect([terminal.isAlternate, terminal.cursorHidden, directories()]).toEqual([false, false, []]);
  await closed(shop);
});

test('Ctrl-C before it starts leaves nothing', async () => {
  const { open, directories } = demo();
  await using terminal = open();
  const shop = shopIn(await terminal.see('Enter starts shipit'));
  expect(directories()).toHaveLength(1);
  terminal.press(keys.ctrlC);
  expect(await terminal.exited).toEqual({ exitCode: 130, signal: undefined });
  expect(directories()).toEqual([]);
  await closed(shop);
});

test('kill -9 leaves no process', async () => {
  const { open } = demo();
  await using terminal = open();
  const shop = shopIn(await terminal.see('Enter starts shipit'));
  terminal.signal('SIGKILL');
  await terminal.exited;
  await closed(shop);
});

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)(
  '%s in the middle of a walk ends shipit, gives the terminal back and leaves nothing',
  async (name, exitCode) => {
    const { open, directories } = demo();
    await using terminal = open();
    const shop = shopIn(await terminal.see('Enter starts shipit'));
    terminal.press(keys.enter);
    await terminal.see('Look at the evidence');
    terminal.signal(name);
    expect(await terminal.exited).toEqual({ exitCode, signal: undefined });
    expect([terminal.isAlternate, terminal.cursorHidden, directories()]).toEqual([false, false, []]);
    await closed(shop);
  },
);

test('a terminal that is closed in the middle of a walk leaves nothing', async () => {
  const { open, directories } = demo();
  await using terminal = open();
  const shop = shopIn(await terminal.see('Enter starts shipit'));
  terminal.press(keys.enter);
  await terminal.see('Look at the evidence');
  terminal.hangUp();
  await terminal.exited;
  expect(directories()).toEqual([]);
  await closed(shop);
});

test('a signal before it starts ends it as signals do', async () => {
  const { open, directories } = demo();
  await using terminal = open();
  await terminal.see('Enter starts shipit');
  terminal.signal('SIGTERM');
  expect(await terminal.exited).toEqual({ exitCode: 143, signal: undefined });
  expect(directories()).toEqual([]);
});

test('the player sees what a terminal shows', async () => {
  const { open } = demo();
  await using terminal = open();
  const model = createScreenModel(terminal.columns, terminal.rows);
  await terminal.see('Enter starts shipit');
  terminal.press(keys.enter);
  // All evidence is there, and what passes by itself has: nothing is drawn anew between the reading and the key.
  // Which question is asked by then hangs on how fast the machine is.
  const isCalm = /\d go · 2 no-go · 1 warn · 2 to answer/;
  await answer(terminal, isCalm, 'e');
  const screen = await terminal.see('Esc back');
  model.write(terminal.raw());
  expect(model.text()).toBe(screen.replaceAll(/ +$/gm, ''));
});
