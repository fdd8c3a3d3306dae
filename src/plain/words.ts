import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';
import { type Row, type RowAct, shortWord } from '../ui/rows.js';

/** What a typed line means where it was typed. */
export type Meaning =
  | { readonly do: 'row'; readonly act: RowAct }
  | { readonly do: 'move'; readonly by: 1 | -1 }
  | { readonly do: GeneralAct }
  | { readonly do: 'refuse'; readonly sentence: string };

export type GeneralAct = 'why' | 'list' | 'more' | 'help' | 'open' | 'pause';

/** What has to be typed for a row: the whole word, however it is written. */
export const wordOf = (act: RowAct): string => own[act] ?? shortWord[act];

/** Where the word of the full screen means something else here, or too little. */
const own: Readonly<Partial<Record<RowAct, string>>> = { 'look-again': 'look', back: 'open' };

/** Words that work whatever is asked, and what they do. */
export const generalWords: readonly (readonly [word: string, does: string])[] = [
  ['why', 'why this is asked'],
  ['list', 'where every item stands'],
  ['next', 'go to the next question, answered or not'],
  ['back', 'go to the question before'],
  ['open', 'return to what is open'],
  ['more', 'the rest of a long text'],
  ['pause', 'leave for now; `shipit resume` goes on'],
  ['help', 'this list'],
];

/**
 * What a line means where these rows can be answered. Only whole words mean something: an empty line, a beginning or a
 * letter never does, whatever it is closest to.
 */
export function meaningOf(line: string, rows: readonly Row[]): Meaning {
  const word = line.trim().toLowerCase().replace(/\s+/gu, ' ');
  if (word === '') {
    return refuse('An empty line answers nothing.');
  }

  const row = rows.find(({ act }) => wordOf(act) === (otherWords[word] ?? word));
  return row !== undefined ? { do: 'row', act: row.act } : (general(word) ?? notUnderstood(word, rows));
}

const otherWords: Readonly<Record<string, string>> = { 'roll back': 'undo', rollback: 'undo' };

function general(word: string): Meaning | undefined {
  switch (word) {
    case 'next':
      return { do: 'move', by: 1 };
    case 'back':
      return { do: 'move', by: -1 };
    case 'why':
    case 'list':
    case 'more':
    case 'help':
    case 'open':
    case 'pause':
      return { do: word };
    default:
      return undefined;
  }
}

function notUnderstood(word: string, rows: readonly Row[]): Meaning {
  const typed = `\`${safeLine(word, 40)}\``;
  const go = rows.find((row) => row.act === 'go');
  const no = rows.find((row) => row.act === 'no-go');
  // To one question yes is go, to the next one no is.
  if (['y', 'yes', 'n', 'no'].includes(word) && go !== undefined && no !== undefined) {
    return refuse(`${typed} is no answer: type \`go\` (${stateOf(go)}) or \`no-go\` (${stateOf(no)}).`);
  }

  const answers = [...new Set(rows.map(({ act }) => wordOf(act)))];
  const words = [...answers, ...generalWords.map(([one]) => one)];
  const beginning = words.filter((one) => one.startsWith(word));
  const meant = beginning.length > 0 ? beginning : [didYouMean(word, words)].filter((one) => one !== undefined);
  if (meant.length > 0) {
    return refuse(`${typed} is no answer here. Did you mean ${list(meant, ' or ')}? Type the whole word.`);
  }

  return refuse(
    `${typed} is no answer here. ${answers.length === 0 ? '`help` tells the words that work.' : `Answers: ${list(answers, ', ')}.`}`,
  );
}

const list = (words: readonly string[], between: string): string => words.map((one) => `\`${one}\``).join(between);

/** `Yes, it is (go)` without the word that is typed for it. */
export const stateOf = ({ act, label }: Row): string => (act === 'go' ? label.replace(/ \(go\)$/u, '') : label);

const refuse = (sentence: string): Meaning => ({ do: 'refuse', sentence });
