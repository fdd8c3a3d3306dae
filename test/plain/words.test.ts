import { describe, expect, test } from 'vitest';
import { generalWords, meaningOf, wordOf } from '../../src/plain/words.js';
import { type Row, type RowAct, shortWord } from '../../src/ui/rows.js';

const acts = Object.keys(shortWord) as readonly RowAct[];
const freeze: readonly Row[] = [
  { act: 'evidence', label: 'Look at the evidence' },
  { act: 'go', key: 'g', label: 'No, there is not (go)' },
  { act: 'no-go', key: 'x', label: 'Yes, there is (stop)' },
  { act: 'not-applicable', key: 'n', label: 'Does not apply (needs a reason)' },
  { act: 'stop', key: 's', label: 'Stop here' },
];
const red: readonly Row[] = [
  { act: 'evidence', label: 'Look at the evidence' },
  { act: 'stop', key: 's', label: 'Stop here' },
  { act: 'look-again', key: 'r', label: 'Look again' },
  { act: 'override', key: 'o', label: 'Override (needs a reason)' },
  { act: 'undo', key: 'u', label: 'Roll back (runs `undo`)' },
];
const sentence = (line: string, rows: readonly Row[]): string => {
  const meaning = meaningOf(line, rows);
  return meaning.do === 'refuse' ? meaning.sentence : `meant ${JSON.stringify(meaning)}`;
};

test('every row has a word of its own, of more than one letter', () => {
  const words = acts.map(wordOf);
  expect(new Set(words).size).toBe(words.length);
  expect(words.filter((word) => word.length < 2)).toEqual([]);
});

test('no answer has the word of something else that works everywhere', () => {
  const general = new Set(generalWords.map(([word]) => word));
  // These mean the same in both places.
  expect(acts.map(wordOf).filter((word) => general.has(word))).toEqual(['open', 'pause']);
});

describe('a whole word is an answer', () => {
  test.each([
    ['go', freeze, 'go'],
    ['GO', freeze, 'go'],
    ['  no-go ', freeze, 'no-go'],
    ['n/a', freeze, 'not-applicable'],
    ['N/A', freeze, 'not-applicable'],
    ['stop', red, 'stop'],
    ['look', red, 'look-again'],
    ['override', red, 'override'],
    ['roll  back', red, 'undo'],
    ['undo', red, 'undo'],
    ['evidence', red, 'evidence'],
  ] as const)('%j', (line, rows, act) => {
    expect(meaningOf(line, rows)).toEqual({ do: 'row', act });
  });
});

describe('nothing else is', () => {
  test.each([
    ['', freeze, 'An empty line answers nothing.'],
    [' \t ', freeze, 'An empty line answers nothing.'],
    ['g', freeze, '`g` is no answer here. Did you mean `go`? Type the whole word.'],
    ['n', freeze, '`n` is no answer: type `go` (No, there is not) or `no-go` (Yes, there is (stop)).'],
    ['no', freeze, '`no` is no answer: type `go` (No, there is not) or `no-go` (Yes, there is (stop)).'],
    ['y', freeze, '`y` is no answer: type `go` (No, there is not) or `no-go` (Yes, there is (stop)).'],
    ['yes', freeze, '`yes` is no answer: type `go` (No, there is not) or `no-go` (Yes, there is (stop)).'],
    ['overide', red, '`overide` is no answer here. Did you mean `override`? Type the whole word.'],
    ['go', red, '`go` is no answer here. Answers: `evidence`, `stop`, `look`, `override`, `undo`.'],
    ['go go', freeze, '`go go` is no answer here. Did you mean `no-go`? Type the whole word.'],
    ['production 3f2a91c', [], '`production 3f2a91c` is no answer here. `help` tells the words that work.'],
  ] as const)('%j', (line, rows, expected) => {
    expect(sentence(line, rows)).toBe(expected);
  });
});

test('words that work everywhere are no answers', () => {
  expect(generalWords.map(([word]) => meaningOf(word, []).do)).toEqual([
    'why',
    'list',
    'move',
    'move',
    'open',
    'more',
    'pause',
    'help',
  ]);
});
