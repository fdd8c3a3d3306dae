import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { closed, demo, program, shopIn } from '../helpers/demo-story.js';
import { keys } from '../helpers/terminal.js';

/** Twenty seconds of it are the watch. */
const playMs = 120_000;

test('it plays by itself on a terminal, for all to see', { timeout: playMs }, async () => {
  const { open, directories } = demo('--play');
  await using terminal = open({ columns: 110, rows: 34 });
  const shop = shopIn(await terminal.see('http://127.0.0.1'));
  await terminal.see(/first working day back.*A no-go: Ada was away for three weeks/s);
  await terminal.see('presses  e');
  await terminal.see('read what changed; Bob', 30_000);
  await terminal.see(/More than 5 commits.*A warning: six commits/s, 30_000);
  await terminal.see(/NO-GO.*made \.\.\/backups\/orders-/s, 30_000);
  await terminal.see('presses  r');
  await terminal.see('[shipit] deploying production', 30_000);
  await terminal.see(/home +status 200.*The tea shop 12 x tea/s, 30_000);
  await terminal.see('In a project of your own', 60_000);
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

test('without a terminal it plays, tells each screen and each key as text, and ends with 0', {
  timeout: playMs,
}, async () => {
  const { env, directories } = demo();
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, 'demo'], {
    env: { PATH: process.env['PATH'], CI: 'true', ...env },
  });
  expect(stderr).toBe('');
  expect(stdout).not.toContain('\u001B');
  const course = [
    'Is today your first day back after time off?',
    '>> What the others did while she was away',
    '>> presses: o  override',
    '>> presses: read what changed',
    'More than 5 commits or 14 days?',
    '>> presses: e  the evidence',
    '>> presses: g  go on',
    'NO-GO  exit 1',
    'made ../backups/orders-',
    '>> presses: r  look again',
    '>> presses: production ',
    'live: ',
    'status 200',
    'a tenth off revision ',
    'Have you used the site yourself since the deploy?',
    'Is the deploy finished?',
    'is deployed to production and confirmed',
    '$ shipit log show last',
  ];
  let at = 0;
  for (const text of course) {
    at = stdout.indexOf(text, at);
    expect(at, text).not.toBe(-1);
  }
  expect(directories()).toEqual([]);
  await closed(shopIn(stdout));
});
