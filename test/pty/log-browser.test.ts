import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../src/run/events.js';
import { type LogStory, logStory } from '../helpers/log-story.js';
import { keys, type Terminal } from '../helpers/terminal.js';
import { answer, evidence, started } from '../run/facts.js';

const reason = 'tried under load for a day';
const operators = ['Ada L.', 'Per M.', 'Olga D.'];

const idOf = (n: number): string => `202611${String(30 - n).padStart(2, '0')}T084200Z-${String(n).padStart(10, '0')}`;

const by = (name: string): RunEvent => ({ ...started, operator: { ...started.operator, name } });

const deployedBy = (id: string, outcome: 'ok' | 'failed'): readonly RunEvent[] => [
  { type: 'decision', go: true, commit: 'c', typed: 'production 3f2a91c', by: 'Ada L.', answers: '' },
  { type: 'deploy.start', commit: '3f2a91c', steps: ['deploy'], tty: false, out: `${id}.out` },
  { type: 'deploy.end', commit: '3f2a91c', outcome, ms: 1000 },
  {
    type: 'run.end',
    outcome: outcome === 'ok' ? 'deployed' : 'failed',
    exit: 0,
    confirmed: outcome === 'ok',
    counts: { overrides: 0, byHand: 0, unknown: 0 },
  },
];

const override = answer('libs', 'go', {
  question: 'Is every library loaded once?',
  ...{ how: 'override', reason, seen: 'no-go', findings: ['libs:failed'], ms_on_screen: 72_000 },
});

/** Twenty-eight runs by three people; one of Olga's failed after an override, and wrote a long output. */
function manyRuns(): LogStory {
  const story = logStory();
  for (let n = 0; n < 28; n += 1) {
    const id = idOf(n);
    const special = n === 20;
    const events = [
      by(operators[n % 3] ?? ''),
      evidence('libs', special ? 'no-go' : 'go'),
      ...(special ? [override] : [answer('sky', 'go')]),
      ...deployedBy(id, special ? 'failed' : 'ok'),
    ];
    const output = `${'copying a file\n'.repeat(4000)}\u001B[31mwor\u001B[0mker 2 died\n${'cleaning up\n'.repeat(500)}`;
    story.run(id, events, special ? output : 'done\n');
  }

  return story;
}

test('the run that hurt is found with a filter, opened at its override, and its output searched', async () => {
  await using terminal = manyRuns().open({ args: ['log'], columns: 120, rows: 40 });
  await terminal.see('28 runs, newest first');
  expect(terminal.isAlternate).toBe(true);
  terminal.press(...'/olga failed');
  await terminal.see('1 of 28 runs');
  terminal.press(keys.enter, keys.enter);
  await terminal.see('GATHERING');
  terminal.press('o', 'o');
  const run = await terminal.see(/▸ 08:42:\d\d \+\d+ s +libs +answered GO/);
  expect(run).toMatch(/Is every library loaded once\?\n.*NO-GO {2}libs says no-go/);
  expect(run).toContain(`Reason: ${reason}`);
  expect(run).toContain('On screen for 1 m 12 s');
  terminal.press('Y');
  const reference = `shipit log show ${idOf(20)}#3`;
  await terminal.see(`copied, if your terminal allows it: ${reference}`);
  expect(terminal.raw()).toContain(`\u001B]52;c;${Buffer.from(reference).toString('base64')}\u0007`);
  terminal.press('e');
  await terminal.see('output of the deploy');
  terminal.press(...'/worker 2', keys.enter);
  await terminal.see('▸ worker 2 died');
  terminal.press('n');
  await terminal.see('There is no other “worker 2”.');
  terminal.press(keys.escape);
  await terminal.see('answered GO');
  terminal.press(keys.escape);
  await terminal.see('1 of 28 runs');
  terminal.press('q');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect([terminal.isAlternate, terminal.cursorHidden]).toEqual([false, false]);
});

test('at 80x24 and at 40x10 everything can be read and every key found; plain it is the table', async () => {
  const story = manyRuns();
  await using terminal = story.open({ args: ['log', '--operator', 'ada'], columns: 80, rows: 24 });
  const list = await terminal.see('10 of 28 runs');
  expect(list).toMatch(/operator ada/);
  expect(list.split('\n').at(-1)).toMatch(/1 of 10 .*Enter open {2}\/ filter .*\? help {2}q leave/);
  terminal.press(keys.end);
  await terminal.see(/▸ 3 Nov 08:42 +✔ deployed/);
  terminal.resize(40, 10);
  const small = await terminal.see((screen) => /▸ 3 Nov/.test(screen) && screen.split('\n').length === 9);
  expect(small.split('\n').at(-1)).toContain('Enter open');
  terminal.press(keys.enter);
  expect(await terminal.see('▸ ✔ deployed, confirmed')).toMatch(/\? help {2}Esc back *$/);
  for (const [text, shown] of [
    ['started by', 'GATHERING'],
    ['sky fine', 'Is sky fine?'],
    ['typed', 'GO by Ada L.'],
  ] as const) {
    terminal.press('/', ...text, keys.enter);
    await terminal.see(shown);
  }
  terminal.press('?');
  await terminal.see('The list of runs');
  terminal.press(keys.end);
  await terminal.see('Ctrl-Z');
  terminal.press(keys.ctrlC);
  expect(await terminal.exited).toMatchObject({ exitCode: 130 });
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.raw()).not.toContain('\u001B[3J');

  const dumb = { command: 'env', args: ['TERM=dumb', process.execPath, join(process.cwd(), 'bin/shipit.cjs'), 'log'] };
  for (const options of [{ args: ['log', '--plain'] }, dumb]) {
    await using table = story.open({ ...options, columns: 120 });
    await table.exited;
    expect(table.everything()).toMatch(/^Mon 30 Nov 08:42 {2}0000 {2}Ada L\./);
    expect(table.raw()).not.toContain('\u001B[?1049h');
  }
});

/** Clipboard, title, link, erase, cursor, bell, bidi, carriage return: everything a text should not be able to do. */
const hostile =
  '\u001B]52;c;cm0gLXJmIC8=\u0007\u001B]0;owned\u0007\u001B]8;;http://evil.test\u0007link\u001B]8;;\u0007\u001B[2J\u001B[3J\u001B[Hpwned\u0007\u202Egnol\u2066\rGO';

function expectHarmless(terminal: Terminal): void {
  const raw = terminal.raw();
  for (const forbidden of ['\u001B]52', '\u001B]0;', '\u001B]8', '\u001B[3J', '\u202E', '\u2066', '\u0007']) {
    expect(raw.includes(forbidden)).toBe(false);
  }
}

test('hostile texts draw nothing of their own, and a damaged run stands out and opens as far as it goes', async () => {
  const story = logStory();
  const [evil, broken, fine] = [idOf(1), idOf(2), idOf(3)];
  const file = story.text(`${hostile}\n`.repeat(40));
  story.run(
    evil,
    [
      { ...started, app: hostile, target: hostile, release: { ...started.release, subject: hostile } },
      evidence('libs', 'no-go', { summary: hostile, detail: [hostile, 'x'.repeat(40_000)], file }),
      { ...override, question: hostile, reason: hostile, by: hostile },
      ...deployedBy(evil, 'ok'),
    ],
    `${hostile}${'日本'.repeat(50_000)}\n`.repeat(3),
  );
  const path = story.run(broken, [by('Per M.'), evidence('libs', 'go'), override, ...deployedBy(broken, 'ok')]);
  writeFileSync(path, readFileSync(path, 'utf8').replace(reason, 'tried, and it was perfect'));
  story.run(fine, [by('Olga D.'), ...deployedBy(fine, 'ok')]);

  await using terminal = story.open({ args: ['log'] });
  const list = await terminal.see((screen) => screen.includes('DAMAGED') && screen.includes('3 runs, newest'));
  expect(list).toMatch(/✖ DAMAGED +Per M\./);
  expect(list).toMatch(/✔ deployed +Olga D\./);
  terminal.press(keys.enter);
  await terminal.see('GATHERING');
  terminal.press('o', keys.enter);
  await terminal.see('evidence of libs');
  terminal.press(keys.end, keys.right, keys.escape);
  await terminal.see('libs:failed');
  terminal.press('e');
  await terminal.see('output of the deploy');
  terminal.press(keys.right, keys.end, ...'/本', keys.enter);
  await terminal.see('▸');
  terminal.press(keys.escape);
  await terminal.see('libs:failed');
  terminal.press(keys.escape);
  await terminal.see('DAMAGED');
  terminal.press(keys.down, keys.enter);
  const opened = await terminal.see(/✖ DAMAGED:[\s\S]*record 4\) does not follow/);
  expect(opened).toContain('started by Per M.');
  terminal.press('q');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expectHarmless(terminal);
});
