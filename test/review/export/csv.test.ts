import { expect, test } from 'vitest';
import { csvCell, csvLine } from '../../../src/review/export/csv.js';
import { csvAnswers } from '../../../src/review/export/csv-answers.js';
import { csvRuns } from '../../../src/review/export/csv-runs.js';
import { fullRun, runId } from './full-run.js';
import { readCsv } from './read-csv.js';

test.each<[what: string, cell: unknown, written: string]>([
  ['a word', 'ada', 'ada'],
  ['nothing', undefined, ''],
  ['null', null, ''],
  ['a number', 12, '12'],
  ['a negative number, which is no text', -1, '-1'],
  ['a comma', 'a,b', '"a,b"'],
  ['a semicolon, at which some programs cut', 'a;b', '"a;b"'],
  ['quotes', 'say "go"', '"say ""go"""'],
  ['lines', 'a\r\nb', '"a\nb"'],
  ['space around it', ' a ', '" a "'],
  ['a formula', '=1+1', "'=1+1"],
  ['a plus', '+49 30 1', "'+49 30 1"],
  ['a minus', '-1', "'-1"],
  ['an at', '@SUM(A1)', "'@SUM(A1)"],
  ['a tab', '\tx', "'  x"],
  ['a carriage return', '\r=1', "'\\u{d}=1"],
  ['a formula behind blanks', '  =1', "'  =1"],
  ['a formula behind an escape code', '\u001b[31m=1', "'=1"],
  ['a wide equals sign', '＝1+1', "'＝1+1"],
  ['a formula in quotes', '="a"', '"\'=""a"""'],
  ['a list where a text should be', ['=1'], '"[""=1""]"'],
  ['an object where a text should be', { a: 1 }, '"{""a"":1}"'],
  ['letters of another script', 'Çağlar 🚀', 'Çağlar 🚀'],
])('a cell of CSV holds %s', (_, cell, written) => {
  expect(csvCell(cell)).toBe(written);
});

test('a line of CSV ends with CR LF', () => {
  expect(csvLine(['a', 1, undefined])).toBe('a,1,\r\n');
});

test('CSV of runs: the names of its columns are promised', () => {
  const { run } = fullRun('x');
  const [names, cells] = readCsv([...csvRuns([run])].join(''));
  expect(names?.join(' ')).toBe(
    'run app target operator started ended from to subject outcome deploy_started deployed rolled_back committed_median overrides overridden reasons items asked no_gos notes incidents records head problem',
  );
  expect(Object.fromEntries((names ?? []).map((name, index) => [name, cells?.[index]]))).toMatchObject({
    run: runId,
    // Its records cannot be trusted: nobody who counts by outcome counts it.
    outcome: '',
    deploy_started: '2026-11-19T09:13:00.000Z',
    deployed: '2026-11-19T09:16:00.000Z',
    asked: '3',
    incidents: '1',
  });
});

test('CSV of answers: one line an answer, with the question as it was shown', () => {
  const { events } = fullRun('x');
  const rows = readCsv([...csvAnswers([{ run: runId, events }])].join(''));
  expect(rows[0]?.join(' ')).toBe(
    'run time item facet question answer how by reason second ms_on_screen go_answer said',
  );
  expect(rows.slice(1).map((row) => row.slice(2).join(' '))).toEqual([
    'x x x no-go human x x  1000 yes No',
    'x x x go override x x x 1000 yes ',
    'x  x go override x x  1000 yes ',
  ]);
});
