import { expect, test } from 'vitest';
import { closed, demo, shopIn } from '../helpers/demo-story.js';
import { keys } from '../helpers/terminal.js';

/** Twenty seconds of it are the watch. */
const playMs = 120_000;

test('it plays by itself on a terminal, for all to see', { timeout: playMs }, async () => {
  const { open, directories } = demo('--play');
  await using terminal = open({ columns: 110, rows: 34 });
  const shop = shopIn(await terminal.see('http://127.0.0.1'));
  await terminal.see(/first working day back.*A no-go: Ada was away for three weeks/s);
  await terminal.see('presses  e');
  await terminal.see('read what changed; Bob');
  await terminal.see(/More than 5 commits.*A warning: six commits/s);
  await terminal.see(/NO-GO.*made \.\.\/backups\/orders-/s);
  await terminal.see('presses  r');
  await terminal.see('[shipit] deploying production');
  await terminal.see(/home +status 200.*The tea shop 12 x tea/s);
  await terminal.see('In a project of your own');
  expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
  expect(terminal.everything()).toContain('is deployed to production and confirmed');
  expect([terminal.isAlternate, terminal.cursorHidden, directories()]).toEqual([false, false, []]);
  await closed(shop);
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
