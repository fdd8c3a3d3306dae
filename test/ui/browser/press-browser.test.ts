import { expect, test } from 'vitest';
import type { Entry } from '../../../src/ui/browser/entry.js';
import { searchFrom } from '../../../src/ui/browser/find-text.js';
import { type BrowserState, withMore } from '../../../src/ui/browser/state.js';
import { answer, evidence, started } from '../../run/facts.js';
import { entryOf, listOf, open, openedRun, press, read, resize, runId, screen, textFile } from './opened-runs.js';

const overriding = answer('libs', 'go', {
  how: 'override',
  reason: 'Tried under load for a day',
  second: { by: 'Bob K.', how: 'named', verified: false },
  seen: 'no-go',
  findings: ['libs:failed'],
  ms_on_screen: 72_000,
});
const deployed = [
  { type: 'decision', go: true, commit: '3f2a91c', typed: 'production 3f2a91c', by: 'Ada L.', answers: '' },
  { type: 'deploy.start', commit: '3f2a91c', steps: ['deploy'], tty: false, out: 'runs/x.out' },
  { type: 'deploy.end', commit: '3f2a91c', outcome: 'ok', ms: 1000 },
] as const;
const opened = openedRun(runId(0), [
  started,
  evidence('tests', 'go'),
  evidence('libs', 'no-go'),
  answer('sky', 'go'),
  overriding,
  answer('sea', 'stop'),
  ...deployed,
  answer('used', 'go', { question: 'Have you used the site?' }),
]);
const names = ['Ada', 'Per', 'Olga'];
const entries: readonly Entry[] = Array.from({ length: 100 }, (_, n) => {
  const operator = { ...started.operator, name: names[n % 3] ?? '' };
  return entryOf(openedRun(runId(n), [{ ...started, operator }, evidence('tests', n % 40 === 20 ? 'no-go' : 'go')]));
});
const list = listOf(entries);

const at = (state: BrowserState): string | undefined => state.shown[state.at]?.digest.run;

test('the list moves by runs, pages and ends, and never beyond', () => {
  expect(press(list, 'down', 'down', 'up').state.at).toBe(1);
  expect(press(list, 'up').state.at).toBe(0);
  expect(press(list, 'end', 'down').state.at).toBe(99);
  const paged = press(list, 'page-down').state;
  expect([paged.at, paged.at - paged.top]).toEqual([32, 0]);
  expect(press(paged, "'jjkg").state.at).toBe(0);
});

test('a filter is typed letter by letter, moves through what it leaves, stays with Enter and goes with Escape', () => {
  const typing = press(list, "'/oLga", 'down').state;
  expect([typing.shown.length, typing.at, typing.filter.typing]).toEqual([33, 1, true]);
  const kept = press(typing, 'enter').state;
  expect([kept.shown.length, kept.at, kept.filter.typing]).toEqual([33, 1, false]);
  expect(press(kept, "'/", 'backspace', 'backspace', 'backspace', "'zz").state.shown).toEqual([]);
  const all = press(kept, 'escape').state;
  expect([all.shown.length, at(all)]).toEqual([100, at(kept)]);
  expect(press(list, "'/3f2a91").state.shown.length).toBe(100);
  expect(press(list, "'/q?s").state.filter.field.text).toBe('q?s');
});

test('the filter holds for runs that are read later, and the run in focus stays in focus in every order', () => {
  const half = listOf(entries.slice(0, 50));
  const filtered = press(half, "'/per", 'enter', 'down').state;
  const more = withMore(filtered, entries.slice(50), { looked: 100, complete: true });
  expect([more.shown.length, at(more)]).toEqual([33, at(filtered)]);
  const sorted = press(half, "'ssss", 'down', 'down', 'down').state;
  const later = withMore(sorted, entries.slice(50), { looked: 100, complete: true });
  expect([sorted.sort, at(later)]).toEqual(['operator', at(sorted)]);
});

test('o goes to the next run with an override or a no-go, O back, and says when there is none', () => {
  expect(press(list, "'o").state.at).toBe(20);
  expect(press(list, "'oo").state.at).toBe(60);
  expect(press(list, "'ooO").state.at).toBe(20);
  const none = press(list, "'ooo").state;
  expect([none.at, none.hint]).toEqual([60, 'No run with an override or a no-go further down.']);
});

test.each([
  ['enter', { do: 'open', run: runId(0) }],
  ['right', { do: 'open', run: runId(0) }],
  ["'y", { do: 'copy', text: runId(0) }],
  ["'Y", { do: 'copy', text: `shipit log show ${runId(0)}` }],
  ["'q", { do: 'leave' }],
  ['ctrl-c', { do: 'interrupt' }],
  ['ctrl-d', { do: 'leave' }],
  ['ctrl-l', { do: 'redraw' }],
] as const)('%s on the list asks for %j', (key, act) => {
  expect(press(list, key).acts).toEqual([act]);
});

test('a paste and keys of no meaning do nothing on the list', () => {
  expect(press(list, 'tab', 'delete', 'left', 'unknown', "'xz").state).toMatchObject({ at: 0, hint: undefined });
});

test('in a run o stops at every override, no-go and stop, and the reference names that record', () => {
  const first = open(list, opened);
  const seqs = [1, 2, 3].map((times) => {
    const { state } = press(first, `'${'o'.repeat(times)}`);
    return state.run?.blocks[state.run.at]?.seq;
  });
  expect(seqs).toEqual([2, 4, 5]);
  expect(press(first, "'oo", "'Y").acts).toEqual([{ do: 'copy', text: `shipit log show ${runId(0)}#4` }]);
  expect(press(first, "'oooo").state.hint).toContain('No override or no-go further down');
  expect(press(first, "'oooO", "'Y").acts).toMatchObject([{ text: `shipit log show ${runId(0)}#4` }]);
});

test('a run is searched, and left with Escape', () => {
  const found = press(open(list, opened), "'/under load", 'enter').state;
  expect(found.run?.blocks[found.run.at]?.seq).toBe(4);
  expect(press(found, "'n").state.hint).toBe('There is no other “under load”.');
  expect(press(found, 'escape').state.run).toBe(undefined);
  expect(press(open(list, opened), "'/q", 'escape', 'escape').state.run).toBe(undefined);
});

test('a search in a run begins at the record in focus, goes round, says so, and counts', () => {
  const first = press(open(list, opened), "'oo", "'/answered go", 'enter').state;
  const told = (state: BrowserState): readonly unknown[] => [
    state.run?.blocks[state.run.at]?.seq,
    /found [^,]+/.exec(screen(state).split('\n')[0] ?? '')?.[0],
    state.hint,
  ];
  const around = press(first, "'nn").state;
  expect([first, around, press(around, "'N").state, press(around, 'down', 'down').state].map(told)).toEqual([
    [4, 'found 2 of 3', undefined],
    [3, 'found 1 of 3', 'No “answered go” further down: this one is from the top.'],
    [9, 'found 3 of 3', 'No “answered go” further up: this one is from the end.'],
    [5, 'found 3', undefined],
  ]);
});

test('a text that no record holds may still stand in the output', () => {
  const none = press(open(list, opened), "'/zebra", 'enter').state;
  expect(none.hint).toBe('No “zebra” in the records of this run. Its output is searched on its own page: e');
  const stopped = openedRun(runId(0), [started, answer('sky', 'stop')]);
  expect(press(open(list, stopped), "'/zebra", 'enter').state.hint).toBe('No “zebra” in the records of this run.');
});

test('every record of a run can be reached going down and going up, however low the window', () => {
  let state = open(resize(list, 40, 10), opened);
  const downwards: (number | undefined)[] = [];
  for (let presses = 0; presses < 200; presses += 1) {
    downwards.push(state.run?.at);
    state = press(state, 'down').state;
  }

  expect([...new Set(downwards)]).toEqual(Array.from({ length: 11 }, (_, n) => n));
  expect(screen(state)).toContain('Have you used');
  for (let presses = 0; presses < 200; presses += 1) {
    state = press(state, 'up').state;
  }

  expect([state.run?.at, state.run?.top]).toEqual([0, 0]);
});

test('e reads the output of the deploy, or says that nothing was deployed', () => {
  expect(press(open(list, opened), "'e").acts).toMatchObject([{ do: 'read', behind: { path: '/state/runs/x.out' } }]);
  const stopped = openedRun(runId(0), [started, answer('sky', 'stop')]);
  expect(press(open(list, stopped), "'e").state.hint).toContain('no output');
});

test('Enter on evidence with more behind it reads all of that', () => {
  const more = openedRun(runId(0), [started, evidence('tests', 'go', { file: 'a'.repeat(64) })]);
  expect(press(open(list, more), 'down', 'down', 'enter').acts).toMatchObject([
    { do: 'read', behind: { title: 'evidence of tests' } },
  ]);
});

const lines = Array.from({ length: 500 }, (_, n) => `line ${n}`).join('\n');

test('an output scrolls by lines, pages and ends, and stays full', () => {
  const pager = read(open(list, opened), textFile(Buffer.from(lines)));
  const firstLine = (state: BrowserState): string | undefined => state.pager?.lines[0]?.bytes.toString();
  expect(firstLine(press(pager, 'down', 'down', 'up').state)).toBe('line 1');
  expect(firstLine(press(pager, 'end').state)).toBe('line 463');
  expect(firstLine(press(pager, 'end', 'down', 'page-down').state)).toBe('line 463');
  expect(firstLine(press(pager, 'end', 'page-up', 'home').state)).toBe('line 0');
  expect(press(pager, 'escape').state.pager).toBe(undefined);
});

test('a search in an output asks for it from where one is, n goes on and N back, and a key stops it', () => {
  const pager = read(open(list, opened), textFile(Buffer.from(lines)));
  const { state, acts } = press(pager, 'down', "'/worker", 'enter');
  expect(acts).toEqual([{ do: 'search', search: searchFrom('worker', 'end', 7) }]);
  expect(press(state, 'escape').state).toMatchObject({ pager: { search: undefined }, hint: 'The search was stopped.' });
  expect(press(state, "'N").acts).toMatchObject([{ search: { towards: 'start' } }]);
});

test('? shows every key at any place, and goes away again', () => {
  for (const state of [list, open(list, opened)]) {
    const help = press(state, "'?").state;
    expect(screen(help)).toMatch(/copy the run's id/);
    expect(press(help, 'escape').state.help).toBe(undefined);
    expect(press(help, "'?").state.help).toBe(undefined);
  }
});

test('another size of the window keeps the run, the record and the place in the output', () => {
  const run = press(open(list, opened), "'oo").state;
  const small = resize(run, 40, 10);
  expect([small.run?.at, screen(small).includes('OVERRIDE') || screen(small).includes('answered GO')]).toEqual([
    run.run?.at,
    true,
  ]);
  const pager = press(read(run, textFile(Buffer.from(lines))), 'page-down').state;
  expect(resize(resize(pager, 40, 10), 120, 40).pager?.lines[0]).toEqual(pager.pager?.lines[0]);
});
