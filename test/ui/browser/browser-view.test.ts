import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/run/events.js';
import { width } from '../../../src/text/width.js';
import { browserView } from '../../../src/ui/browser/browser-view.js';
import type { BrowserState } from '../../../src/ui/browser/state.js';
import { drawable } from '../../../src/ui/drawable.js';
import { marksFor } from '../../../src/ui/marks.js';
import { answer, evidence, started } from '../../run/facts.js';
import {
  context,
  entryOf,
  listOf,
  open,
  openedRun,
  press,
  read,
  resize,
  runId,
  screen,
  textFile,
} from './opened-runs.js';

const reason = 'Tried under load for a day';
const events: readonly RunEvent[] = [
  started,
  evidence('libs', 'no-go', { detail: ['libssl 3.0.2', 'libssl 3.0.11'] }),
  answer('libs', 'go', {
    how: 'override',
    reason,
    because: 'two versions are loaded',
    second: { by: 'Bob K.', how: 'named', verified: false },
    seen: 'no-go',
    findings: ['libs:failed', 'libs:older'],
    ms_on_screen: 72_000,
  }),
  { type: 'deploy.start', commit: '3f2a91c', steps: ['deploy'], tty: false, out: 'runs/x.out' },
  { type: 'deploy.end', commit: '3f2a91c', outcome: 'failed', ms: 1000 },
  {
    type: 'run.end',
    outcome: 'failed',
    exit: 12,
    confirmed: false,
    counts: { overrides: 1, byHand: 0, unknown: 0 },
  },
  { type: 'note', text: 'orders were lost', by: 'Per M.', incident: true },
];
const opened = openedRun(runId(1), events);
const quiet = openedRun(runId(2), [started, evidence('tests', 'go')]);
const list = listOf([entryOf(opened), entryOf(quiet, '001.jsonl:3 was changed')]);

test('a row says when, how it ended, who, where, from what to what, overrides and incidents', () => {
  const [header, titles, first, second] = screen(list).split('\n');
  expect(header).toMatch(/shipit {2}log +2 runs, newest first$/);
  expect(titles).toBe('  STARTED           OUTCOME        OPERATOR  TARGET      RELEASE');
  expect(first).toBe(
    '▸ Fri 27 Nov 08:42  ✖ failed       Ada L.    production  8c6783b → 3f2a91c  1 override, 1 INCIDENT',
  );
  expect(second).toMatch(/^ {2}Thu 26 Nov 08:42 {2}✖ DAMAGED /);
});

test('at 80 columns a row ends with what is special about it, and nothing looks cut off that is not', () => {
  const rows = screen(resize(list, 80, 24))
    .split('\n')
    .slice(2, 4);
  expect(rows[0]).toMatch(/8c6783b → 3f2a91c 1 ovr INC$/);
  expect(rows[1]).toMatch(/8c6783b → 3f2a91c$/);
});

test.each([
  ['newer', '? newer log'],
  ['unreadable', '✖ unreadable'],
] as const)('a run that is %s is no damaged one', (trouble, words) => {
  const entry = { ...entryOf(quiet, 'format version 9'), trouble };
  expect(screen(listOf([entry]))).toContain(words);
});

test('below the list stands why the run in focus is special', () => {
  expect(screen(list)).toContain(`▲ libs: “${reason}”`);
  expect(screen(press(list, 'down').state)).toContain('✖ 001.jsonl:3 was changed');
});

test('a question is shown exactly as it was asked, with all that stood beside it', () => {
  const shown = screen(open(list, opened));
  for (const line of [
    /08:42:02 \+2 s +libs +answered GO by Ada L\. \(override\)/,
    /Is libs fine\?/,
    /✖ NO-GO {2}libs says no-go/,
    /no-go {2}failed {2}\[libs:failed\]/,
    /\[libs:older\]/,
    /Asked because: two versions are loaded/,
    /Reason: Tried under load for a day/,
    /Second person: Bob K\. \(named, not verified\)/,
    /On screen for 1 m 12 s, as no-go\./,
    /GATHERING {2}08:42:00 → 08:42:01, 1 s, 2 records/,
    /libssl 3\.0\.11/,
    /AFTERWARDS/,
    /INCIDENT, noted by Per M\.: orders were lost/,
  ]) {
    expect(shown).toMatch(line);
  }
});

const states: readonly (readonly [string, BrowserState, readonly string[]])[] = [
  ['the list', list, ['Enter open', '? help']],
  ['a filter', press(list, "'/ada").state, ['Enter keep', 'Esc all runs']],
  ['a run', open(list, opened), ['? help', 'Esc back']],
  ['an output', read(open(list, opened), textFile(Buffer.from('deployed\n'))), ['? help', 'Esc back']],
  ['the keys', press(list, "'?").state, ['Esc back']],
];
const sizes = [
  [120, 40],
  [80, 24],
  [40, 10],
] as const;

test.each(states.flatMap(([name, state, keys]) => sizes.map((size) => [name, ...size, state, keys] as const)))(
  '%s at %ix%i fits, and says which keys there are',
  (_name, columns, rows, state, keys) => {
    const lines = screen(resize(state, columns, rows)).split('\n');
    expect(lines.length).toBe(rows - 1);
    expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(columns);
    for (const key of keys) {
      expect(lines.at(-1)).toContain(key);
    }
  },
);

test('at 40x10 what was copied is there in full', () => {
  const hint = `copied, if your terminal allows it: shipit log show ${runId(1)}#12`;
  expect(screen({ ...resize(list, 40, 10), hint }).replace(/\s+/g, ' ')).toContain(hint);
});

test('a window that is too small says so', () => {
  expect(screen(resize(list, 10, 4))).toContain('make');
});

/** Clipboard, title, erase, bidi, carriage return: everything a text should not be able to do. */
const hostile = '\u001B]52;c;cm0=\u0007\u001B]0;owned\u0007\u001B[2J\u001B[Hpwned\u0007\u202Egnol\u2066\rGO\n\u009B31m';
const giant = `${hostile}${'日本'.repeat(300)}${'x'.repeat(100_000)}`;

/** The same in every text of an event; what has to be a time, a number or one of a few words stays. */
function poisoned<Value>(value: Value, text: string): Value {
  const kept = ['type', 'at', 'how', 'answer', 'verdict', 'outcome', 'seen', 'go_answer', 'check', 'facet'];
  const walk = (part: unknown, key = ''): unknown => {
    if (typeof part === 'string') {
      return kept.includes(key) ? part : text;
    }

    if (Array.isArray(part)) {
      return part.map((one) => walk(one));
    }

    return typeof part === 'object' && part !== null
      ? Object.fromEntries(Object.entries(part).map(([name, one]) => [name, walk(one, name)]))
      : part;
  };
  return walk(value) as Value;
}

test.each([
  ['hostile', hostile],
  ['gigantic', giant],
])('%s texts in every field draw nothing of their own', (_name, text) => {
  const evil = openedRun(runId(1), poisoned(events, text), [`DAMAGED: ${text}`]);
  const entry = entryOf(evil, text);
  const file = textFile(Buffer.from(`${text}\n`.repeat(3)));
  for (const [columns, rows] of text === giant ? sizes.slice(2) : sizes) {
    const runs = listOf([entry], { columns, rows });
    const run = open(runs, evil);
    const pager = read(run, file);
    for (const state of [runs, run, pager, press(pager, 'right', 'right').state]) {
      const lines = browserView(state, { ...context, about: '' }).map((spans) =>
        spans.map((span) => drawable(span.text, marksFor({ LANG: 'C.UTF-8' }))).join(''),
      );
      expect(lines.length).toBe(rows - 1);
      expect(lines.filter((line) => width(line) > columns)).toEqual([]);
      expect(lines.filter((line) => /[\p{Cc}\u202E\u2066]/u.test(line))).toEqual([]);
    }
  }
});
