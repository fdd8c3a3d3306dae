import { expect, test } from 'vitest';
import type { BrowserSource } from '../../../src/ui/browser/browser-source.js';
import { createBrowserWork } from '../../../src/ui/browser/browser-work.js';
import type { Entry } from '../../../src/ui/browser/entry.js';
import { type BrowserState, firstBrowser } from '../../../src/ui/browser/state.js';
import { evidence, started } from '../../run/facts.js';
import { entryOf, open, openedRun, press, read, runId, screen, textFile } from './opened-runs.js';

const opened = openedRun(runId(0), [started, evidence('tests', 'go')]);
const entries: readonly Entry[] = Array.from({ length: 200 }, (_, n) => {
  const { digest } = openedRun(runId(n), [started]);
  return { ...entryOf(opened), digest };
});
const size = { columns: 120, rows: 40 };

/** Of the runs every second one is looked for; the third one is damaged. */
function source(): BrowserSource & { readonly checked: readonly string[] } {
  const checked: string[] = [];
  return {
    runs: entries.flatMap((entry) => [entry, undefined]).values(),
    fault({ digest }) {
      checked.push(digest.run);
      return digest.run === runId(2) ? '001.jsonl:3 was changed' : undefined;
    },
    open: () => opened,
    file: () => undefined,
    about: '',
    checked,
  };
}

/** Step by step, until something is worth a frame. @returns undefined when all is done */
function untilNews(work: ReturnType<typeof createBrowserWork>, from: BrowserState): BrowserState | undefined {
  for (let state = from; ; ) {
    const done = work.step(state);
    if (done === undefined || done.quiet === undefined) {
      return done?.state;
    }

    state = done.state;
  }
}

test('the first screen is shown as soon as it is full, the rest when it was read, and what was not looked for counts', () => {
  const work = createBrowserWork(source());
  const first = untilNews(work, firstBrowser(size));
  expect([first?.shown.length, first?.complete]).toEqual([33, false]);
  let state = first ?? firstBrowser(size);
  for (let next = untilNews(work, state); next !== undefined; next = untilNews(work, state)) {
    state = next;
  }

  expect([state.shown.length, state.looked, state.complete]).toEqual([200, 400, true]);
});

test('a run on screen that is not what was written is told so, and others are not looked at yet', () => {
  const log = source();
  const work = createBrowserWork(log);
  const first = untilNews(work, firstBrowser(size)) ?? firstBrowser(size);
  const next = untilNews(work, first);
  expect(next?.shown[2]).toMatchObject({ damaged: true, problem: '001.jsonl:3 was changed' });
  expect(next?.shown.filter(({ damaged }) => damaged).length).toBe(1);
  expect(log.checked).toEqual([runId(0), runId(1), runId(2)]);
});

test('a search goes on slice by slice before anything else, and ends at the line or with a word', () => {
  const file = textFile(Buffer.from(`${'nothing\n'.repeat(100_000)}worker 2 died\n${'nothing\n'.repeat(10)}`));
  const work = createBrowserWork(source());
  const searching = press(read(open(firstBrowser(size), opened), file), "'/WORKER", 'enter').state;
  const found = untilNews(work, searching);
  expect(found?.pager?.lines.find(({ start }) => start === found.pager?.found)?.bytes.toString()).toBe('worker 2 died');
  const again = untilNews(work, press(found ?? searching, "'n").state);
  expect(again?.hint).toBe('There is no other “WORKER”.');
  const absent = untilNews(work, press(found ?? searching, "'/absent", 'enter').state);
  expect(absent?.hint).toBe('No “absent” anywhere in it.');
});

test('a search in an output goes round and says so, and the lines that hold it are counted', () => {
  const file = textFile(
    Buffer.from(`error 1\n${'nothing\n'.repeat(100_000)}error 2\n${'nothing\n'.repeat(100)}error 3\n`),
  );
  const work = createBrowserWork(source());
  const done = (from: BrowserState): BrowserState => {
    let state = from;
    while (state.pager?.search !== undefined || state.pager?.tally?.next !== undefined) {
      state = work.step(state)?.state ?? state;
    }

    return state;
  };
  const first = read(open(firstBrowser(size), opened), file);
  const third = done(press(first, 'end', "'/error", 'enter').state);
  const top = done(press(third, "'n").state);
  const end = done(press(top, "'N").state);
  expect([third, top, press(top, 'up').state, end, done(press(end, "'N").state)].map(headAndHint)).toEqual([
    ['found 3 of 3', undefined],
    ['found 1 of 3', 'No “error” further down: this one is from the top.'],
    ['found 1 of 3', undefined],
    ['found 3 of 3', 'No “error” further up: this one is from the end.'],
    ['found 2 of 3', undefined],
  ]);
  expect(screen(press(top, "'/").state)).not.toContain('found');
});

const headAndHint = (state: BrowserState): readonly unknown[] => [
  /found [^,]+/.exec(screen(state).split('\n')[0] ?? '')?.[0],
  state.hint,
];
