import { createTimes } from '../../../src/review/times.js';
import type { RunEvent } from '../../../src/run/events.js';
import { foldRun } from '../../../src/run/fold.js';
import { runFacts } from '../../../src/run/run-facts.js';
import { summarise } from '../../../src/run/summary.js';
import { resized, withFile, withRun } from '../../../src/ui/browser/browser-pages.js';
import { browserView } from '../../../src/ui/browser/browser-view.js';
import { type Entry, toEntry } from '../../../src/ui/browser/entry.js';
import type { OpenedRun } from '../../../src/ui/browser/opened.js';
import { pressBrowser } from '../../../src/ui/browser/press-browser.js';
import type { BrowserAct } from '../../../src/ui/browser/pressed.js';
import { type BrowserState, firstBrowser, withMore } from '../../../src/ui/browser/state.js';
import type { TextFile } from '../../../src/ui/browser/text-file.js';
import type { Key, NamedKey } from '../../../src/ui/keys.js';
import { marksFor } from '../../../src/ui/marks.js';

const marks = marksFor({ LANG: 'C.UTF-8' });
export const context = { marks, times: createTimes('UTC', new Date('2026-11-20T10:00:00Z')), tz: 'UTC' };

/** A run as the browser opens it: one event a second, from its id's time on. */
export function openedRun(run: string, events: readonly RunEvent[], warnings: readonly string[] = []): OpenedRun {
  const began = Date.parse(run.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z'));
  const stamped = events.map((event, seq) => ({ seq, t: new Date(began + seq * 1000).toISOString(), event }));
  const folded = foldRun(stamped);
  return {
    run: folded,
    digest: summarise(folded, { run, records: events.length, head: 'f'.repeat(64), alive: false }),
    records: stamped.map(({ seq, t, event }) => ({ seq, t, type: event.type, event })),
    warnings,
    places: { evidence: (sha256) => `/state/evidence/${sha256}.txt`, output: (out) => `/state/${out}` },
  };
}

/** The same as a row of the list. */
export const entryOf = ({ digest, records }: OpenedRun, problem?: string): Entry =>
  toEntry({
    digest,
    facts: runFacts(records.flatMap(({ seq, t, event }) => (event === undefined ? [] : [{ seq, t, event }]))),
    damaged: problem !== undefined,
    ...(problem === undefined ? {} : { problem }),
  });

export const runId = (n: number): string =>
  `202611${String(28 - (n % 28)).padStart(2, '0')}T084200Z-${String(n).padStart(10, '0')}`;

export const listOf = (entries: readonly Entry[], size = { columns: 120, rows: 40 }): BrowserState =>
  withMore(firstBrowser(size), entries, { looked: entries.length, complete: true });

/** Presses keys in turn: names, or the characters of a text. @returns where that leads, and what it asks for */
export function press(
  state: BrowserState,
  ...keys: readonly (NamedKey | `'${string}`)[]
): { readonly state: BrowserState; readonly acts: readonly BrowserAct[] } {
  const acts: BrowserAct[] = [];
  let now = state;
  for (const key of keys.flatMap(keysOf)) {
    const pressed = pressBrowser(now, key);
    now = pressed.state;
    acts.push(...(pressed.act === undefined ? [] : [pressed.act]));
  }

  return { state: now, acts };
}

const keysOf = (key: NamedKey | `'${string}`): readonly Key[] =>
  key.startsWith("'") ? [...key.slice(1)].map((char): Key => ({ name: 'char', char })) : [{ name: key as NamedKey }];

export const open = (state: BrowserState, opened: OpenedRun): BrowserState =>
  withRun(state, entryOf(opened), opened, context);

export const read = (state: BrowserState, file: TextFile): BrowserState =>
  withFile(state, { title: 'output of the deploy', path: '/state/out' }, file);

export const resize = (state: BrowserState, columns: number, rows: number): BrowserState =>
  resized(state, { columns, rows }, context);

export const screen = (state: BrowserState): string =>
  browserView(state, { ...context, about: '' })
    .map((spans) =>
      spans
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
    .join('\n');

/** A file in memory that counts what is read of it. */
export function textFile(bytes: Buffer): TextFile & { readonly bytesRead: () => number } {
  let read = 0;
  return {
    size: () => bytes.length,
    read(position, length) {
      const part = bytes.subarray(position, position + length);
      read += part.length;
      return part;
    },
    bytesRead: () => read,
  };
}
