import { CST, Lexer } from 'yaml';
import type { OperatorError, Place } from '../errors.js';
import { findRawControl } from './characters.js';
import { mistake } from './mistake.js';

export interface Scanned {
  readonly mistakes: readonly OperatorError[];
  /** Nested so deep, or so odd, that the parser must not see it. */
  readonly fatal: boolean;
  /** Where what is still open at an error began; the parser only knows where it gave up. */
  readonly began: { readonly quote?: number | undefined; readonly bracket?: number | undefined };
}

export const MAX_DEPTH = 20;

/**
 * A text of 1,500 lines `key: value` has about 10,000 words. The parser needs up to 10 microseconds for one, so this bounds
 * what a hostile file costs.
 */
const MAX_WORDS = 10_000;

/** Nobody mends more at once. */
const MAX_MISTAKES = 100;

/**
 * Looks through the words of a YAML text before the parser does: the parser is recursive (5,000 brackets end it), takes
 * tags with a warning, and lets a directive change what `no` means.
 */
export function scanYaml(text: string, place: (offset: number) => Place): Scanned {
  const unreadable = unreadableParts(text, place);
  if (unreadable.length > 0) {
    return { mistakes: unreadable, fatal: true, began: {} };
  }
  const mistakes: OperatorError[] = [];
  const state: State = { brackets: [], line: 0, words: 0, quote: undefined, isStray: false, commas: 0 };
  let offset = 0;
  for (const word of new Lexer().lex(text)) {
    const type = CST.tokenType(word);
    step(state, type, offset);
    const here = offset;
    const at = () => place(here);
    const end = tooMuch(state, at) ?? outOfPlace(state, type, at);
    const refused = end ?? refuse(type, word, at);
    mistakes.push(...(refused ? [refused] : []));
    if (end || mistakes.length >= MAX_MISTAKES) {
      return { mistakes, fatal: true, began: {} };
    }
    offset += marks.has(word) ? 0 : word.length;
  }
  const isFatal = mistakes.some(({ message }) => message.startsWith('directive'));
  return { mistakes, fatal: isFatal, began: { bracket: state.brackets[0], quote: state.quote } };
}

/** What is no YAML at all, whatever stands around it. */
function unreadableParts(text: string, place: (offset: number) => Place): readonly OperatorError[] {
  const conflict = /^<{7} /m.exec(text);
  if (conflict && /^>{7} /m.test(text.slice(conflict.index))) {
    const hint = 'keep what is right of both sides, and delete the lines <<<<<<<, ======= and >>>>>>>';
    return [mistake('a merge conflict that nobody has resolved begins here', place(conflict.index), hint)];
  }
  const control = findRawControl(text);
  if (control === undefined) {
    return [];
  }
  const isReturn = control.name === 'U+000D';
  const hint = isReturn ? 'end lines with a line feed, alone or after it' : 'delete it';
  return [mistake(`control character ${control.name}`, place(control.index), hint)];
}

interface State {
  /** Where the brackets that are open now began. */
  readonly brackets: number[];
  /** How deep this line nests by itself: `- - -`, `? ? ?`. */
  line: number;
  words: number;
  /** Where the last quoted text began. */
  quote: number | undefined;
  /** The last word was a bracket that closes nothing. */
  isStray: boolean;
  /** Commas since the last value. */
  commas: number;
}

/** Asked only where there is something to say: it is looked up. */
type At = () => Place;

type WordType = ReturnType<typeof CST.tokenType>;

/** Words that stand for no text: document start, flow error, start of a scalar. */
const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);

function step(state: State, type: WordType, offset: number): void {
  state.words += 1;
  if (type === 'comma') {
    state.commas += 1;
  } else if (type !== 'space' && type !== 'newline' && type !== 'comment') {
    state.commas = 0;
  }
  if (type === 'flow-seq-start' || type === 'flow-map-start') {
    state.brackets.push(offset);
  } else if (type === 'flow-seq-end' || type === 'flow-map-end') {
    state.isStray = state.brackets.pop() === undefined;
  } else if (type === 'single-quoted-scalar' || type === 'double-quoted-scalar') {
    state.quote = offset;
  } else if (type === 'seq-item-ind' || type === 'explicit-key-ind') {
    state.line += 1;
  } else if (type === 'newline') {
    state.line = 0;
  }
}

/** Lines that nest by indentation need ever more blanks: there the size of the file is the bound. */
function tooMuch({ brackets, line, words }: State, at: At): OperatorError | undefined {
  if (words > MAX_WORDS) {
    return mistake(
      `more than ${MAX_WORDS} words of YAML: too much for one file`,
      at(),
      'a checklist can use `extends`',
    );
  }
  return Math.max(brackets.length, line) > MAX_DEPTH ? mistake(`nested deeper than ${MAX_DEPTH}`, at()) : undefined;
}

/** The parser would stumble over each of them again, at a price. */
function outOfPlace({ isStray, commas }: State, type: WordType, at: At): OperatorError | undefined {
  if (type === 'comma' && commas > 1) {
    return mistake('there is nothing between these commas', at(), 'delete one, or write a value between them');
  }
  return isStray ? mistake('this bracket closes nothing', at(), 'delete it, or put quotes around the text') : undefined;
}

function refuse(type: WordType, word: string, at: At): OperatorError | undefined {
  if (type === 'tag') {
    const hint = 'put quotes around a text that starts with !';
    return mistake(`tag \`${word.slice(0, 40)}\` is not allowed`, at(), hint);
  }
  if (type === 'directive-line' && at().col === 1) {
    return mistake(`directive \`${word.slice(0, 40)}\` is not allowed`, at(), 'delete the line');
  }
  return undefined;
}
