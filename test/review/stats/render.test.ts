import { expect, test } from 'vitest';
import type { CountedRun } from '../../../src/review/stats/counted-run.js';
import { renderStats } from '../../../src/review/stats/render.js';
import { width } from '../../../src/text/width.js';
import { counted, item, now, said, statsOf } from './counted.js';

const draw = (runs: readonly CountedRun[], change: Partial<Parameters<typeof renderStats>[1]> = {}): string =>
  renderStats(statsOf(runs), { now, color: false, columns: 100, ascii: false, ...change }).join('\n');

const quick = item('changelog', 'n/a', said('go', 'human', { ms: 900 }));
const overridden = item('servers', 'no-go', said('go', 'override', { ms: 20_000 }));
const story: readonly CountedRun[] = [
  counted({ started: '2026-11-03T09:00:00Z', deployed: '2026-11-03T09:10:00Z' }),
  ...Array.from({ length: 20 }, () =>
    counted({ committed: '2026-11-17T08:10:00Z', items: [quick, item('servers', 'go')] }),
  ),
  counted({ started: '08:00', deployed: '08:20', outcome: 'failed', items: [quick, overridden] }),
  counted({
    target: 'staging',
    operator: 'Bob',
    incident: 'Checkout was down',
    items: [item('servers', 'warn', said('go', 'accepted-warning'))],
  }),
  counted({ outcome: 'stopped' }),
  counted({ outcome: 'dry-run' }),
];

test('one page: the four figures with what they mean and rest on, items, what stood beside bad deploys, people, hours', () => {
  expect(draw(story)).toBe(`24 runs from Tue 3 Nov 2026 to Fri 20 Nov 2026, times in UTC
23 attempts to deploy, 22 ended well; 1 run launched nothing
Left out: 1 dry run
Runs of the index are taken as they stand: \`shipit log verify\` proves them.

Deployment frequency  9.1 a week, 1.3 a day
  How often a deploy command ended well. Rests on 22 deployments in 17 days.
  ▁·█
  A mark is a week. First week 1 (from 2026-11-02), last 21 (from 2026-11-16), highest 21 (from
  2026-11-16).

Lead time  2 d 1 h
  From the median commit of a release to the end of its deploy; half took longer. Rests on 20
  deployments; of 2 it is not known.

Change-fail share  9 %
  Attempts that failed, were rolled back, have an unknown end or carry an incident. Rests on 23
  attempts: 2 bad (1 failed, 1 with an incident).

Time to restore  50 m
  From a bad attempt to the moment its target was well: its own roll-back, or the next good
  deployment; half took longer. Rests on only 1 bad attempt; 1 is still open.

By target  what stands above counts all of them
  target      attempts  deployed  a week  lead time    bad  restore  open
  production        22        21     8.6    2 d 1 h    5 %     50 m
  staging            1         1     0.4             100 %              1

Items  what was looked at and asked
  found go: what machines found, of the runs in which they could; said go: of what people were
  asked; on screen: the median until they answered.
  item       runs  found go  asked  said go  on screen  last no-go
  changelog    21               21    100 %      0.9 s
    autopilot: 21 answers, every one go, half of them within 0.9 s. Is it read?
    never fired: in 21 runs it found nothing, and nobody ever said no
  servers      22      91 %      2     50 %     12.5 s  19 Nov 2026 7f3a
    overridden in 1 run: 1 failed

Which item could have stopped it  2 bad attempts
  How items stood before bad attempts, and before the others. That tells what stood beside them, not
  what caused them. Only 2 bad attempts: single stories, no rule.
  item     stood             before bad  before others
  servers  overridden        1 of 2      0 of 21 (0 %)
  servers  warning accepted  1 of 2      0 of 21 (0 %)
  The newest 2 bad attempts
  Thu 19 Nov 09:00 7f3a staging, Bob: deployed
    warning accepted: servers
    incident: Checkout was down
  Thu 19 Nov 08:00 7f3a production, Ada L.: failed
    overridden: servers

By operator
  operator  attempts  bad  share  overrides
  Ada L.          22    1    5 %          0
  Bob              1    1  100 %          0

When  launches by weekday and hour
  Attempts; a column is an hour, from the one that is named. Times in UTC.
      00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23
  Mon  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Tue  ·  ·  ·  ·  ·  ·  ·  ·  ·  1  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Wed  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Thu  ·  ·  ·  ·  ·  ·  ·  ·  1 21  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Fri  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Sat  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Sun  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Bad ones among them:
      00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23
  Mon  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Tue  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Wed  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Thu  ·  ·  ·  ·  ·  ·  ·  ·  1  1  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Fri  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Sat  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
  Sun  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·`);
});

const hostile = `\u001B[31mred\u001B]0;title\u0007\u202E${'n'.repeat(10_000)}漢字`;
const wild: readonly CountedRun[] = [
  ...story,
  ...Array.from({ length: 30 }, (_, n) =>
    counted({
      target: `${n}${hostile}`,
      operator: `${n}${hostile}`,
      incident: hostile,
      items: [item(`${n}${hostile}`, 'no-go', said('go', 'override')), item(hostile, 'warn', said('go', 'by-hand'))],
    }),
  ),
];

test.each([40, 59, 80, 200])('in %i columns no line is wider, whatever the log says', (columns) => {
  for (const runs of [story, wild, [counted()], []]) {
    const lines = draw(runs, { columns }).split('\n');
    expect(lines.filter((line) => width(line) > columns)).toEqual([]);
    expect(lines.join('\n')).not.toMatch(/[\u001B\u0007\u202E]/u);
  }
});

test.each([
  [40, /Mon +0 +0\n/u, 'launches by weekday\n'],
  [60, /00 04 08 12 16 20\n/u, 'a column is 4 hours'],
  [80, /00 01 02 .* 23\n/u, 'a column is an hour'],
])('in %i columns the hours are told as far as there is room', (columns, table, words) => {
  const page = draw(story, { columns });
  expect(page).toMatch(table);
  expect(page).toContain(words);
});

test('figures that do not fit hour by hour come two hours together', () => {
  const many = Array.from({ length: 100 }, () => counted());
  expect(draw(many, { columns: 80 })).toMatch(/a column is 2 hours.*\n {7}00 {2}02 .*\n(?:.*\n){3} {2}Thu .* 100 /u);
  expect(draw(many, { columns: 120 })).toContain('a column is an hour');
});

test('where only ASCII can be drawn, nothing else is; colour only repeats the words', () => {
  expect(draw(story, { ascii: true })).toMatch(/^[\n\x20-\x7e]*$/u);
  expect(draw(story, { color: true }).replaceAll(/\u001B\[\d+m/gu, '')).toBe(draw(story));
});

test('P an override whose deploy hurt somebody is not told as one that ended well', () => {
  const runs = [counted({ items: [overridden], incident: 'down' }), counted({ items: [overridden] })];
  expect(draw(runs)).toContain('overridden in 2 runs: 2 deployed; 1 of them with an incident\n');
  expect(draw(runs.slice(1))).toContain('overridden in 1 run: 1 deployed\n');
});

test('Q a run that is walked right now, or paused, is not one that launched nothing', () => {
  const open = [counted({ outcome: 'running', items: [overridden] }), counted({ outcome: 'paused' })];
  const page = draw([counted(), counted({ outcome: 'no-go' }), ...open]);
  expect(page).toContain('1 attempt to deploy, 1 ended well; 1 run launched nothing; 2 are still open\n');
  expect(page).toContain('overridden in 1 run: 1 still open\n');
  expect(draw([counted(), ...open.slice(1)])).toContain('0 runs launched nothing; 1 is still open\n');
});

test('one run, nothing launched, and nothing but damage each make a page', () => {
  expect(draw([counted()])).toContain('1 attempt to deploy, 1 ended well; 0 runs launched nothing');
  expect(draw([counted({ outcome: 'no-go' })])).toMatch(/Change-fail share {2}not known\n/u);
  expect(draw([counted({ damaged: true }), counted({ damaged: true })])).toBe(
    'There is no run that can be counted.\nLeft out: 2 runs that cannot be trusted, see `shipit log verify`',
  );
});
