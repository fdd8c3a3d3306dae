import { CST, Lexer } from 'yaml';
import type { OperatorError, Place } from '../errors.js';
import { findControl } from './characters.js';
import { mistake } from './mistake.js';

export interface Scanned {
  readonly mistakes: readonly OperatorError[];
  /** Nested so deep, or so odd, that the parser must not see it. */
  readonly fatal: boolean;
  /** Where what is still open at an error began; the parser only knows where it gave up. */
  readonly began: { readonly quote?: number; readonly bracket?: number };
}

export const MAX_DEPTH = 20;

/**
 * A text of 4,000 lines `key: value` has about 20,000 words. The parser needs up to 10 microseconds for one, so this bounds
 * what a hostile file costs.
 */
const MAX_WORDS = 20_000;

/** Nobody mends more at once. */
const MAX_MISTAKES = 100;

/**
 * Looks through the words of a YAML text before the parser does: the parser is recursive (5,000 brackets end it), takes
 * tags with a warning, and lets a directive change what `no` means.
 */
export function scanYaml(text: string, place: (offset: number) => Place): Scanned {
  const control = findControl(text);
  if (control) {
    return {
      mistakes: [mistake(`control character ${control.name}`, place(control.index), 'delete it')],
      fatal: true,
      began: {},
    };
  }
  const mistakes: OperatorError[] = [];
  const depth = { flow: 0, line: 0 };
  const brackets: number[] = [];
  const began: { quote?: number; bracket?: number } = {};
  let offset = 0;
  let words = 0;
  for (const word of new Lexer().lex(text)) {
    const type = CST.tokenType(word);
    count(depth, type);
    words += 1;
    if (words > MAX_WORDS) {
      mistakes.push(
        mistake('too much for a checklist: more than 20000 words of YAML', place(offset), 'split it, or use `extends`'),
      );
      return { mistakes, fatal: true, began };
    }
    if (depth.flow > MAX_DEPTH || depth.line > MAX_DEPTH) {
      mistakes.push(mistake(`nested deeper than ${MAX_DEPTH}`, place(offset)));
      return { mistakes, fatal: true, began };
    }
    if (type === 'flow-seq-start' || type === 'flow-map-start') {
      brackets.push(offset);
    } else if (type === 'flow-seq-end' || type === 'flow-map-end') {
      brackets.pop();
    } else if (type === 'single-quoted-scalar' || type === 'double-quoted-scalar') {
      began.quote = offset;
    }
    const refused = refuse(type, word, place(offset));
    mistakes.push(...(refused ? [refused] : []));
    if (mistakes.length >= MAX_MISTAKES) {
      return { mistakes, fatal: true, began };
    }
    offset += marks.has(word) ? 0 : word.length;
  }
  const [bracket] = brackets;
  const isFatal = mistakes.some(({ message }) => message.startsWith('directive'));
  return { mistakes, fatal: isFatal, began: { ...began, ...(bracket === undefined ? {} : { bracket }) } };
}

/** Words that stand for no text: document start, flow error, start of a scalar. */
const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);

/** Brackets, and the `- - -` and `? ? ?` that nest on one line. Deeper lines need ever more blanks: 256 KB bounds them. */
function count(depth: { flow: number; line: number }, type: ReturnType<typeof CST.tokenType>): void {
  if (type === 'flow-seq-start' || type === 'flow-map-start') {
    depth.flow += 1;
  } else if (type === 'flow-seq-end' || type === 'flow-map-end') {
    depth.flow -= 1;
  } else if (type === 'seq-item-ind' || type === 'explicit-key-ind') {
    depth.line += 1;
  } else if (type === 'newline') {
    depth.line = 0;
  }
}

function refuse(type: ReturnType<typeof CST.tokenType>, word: string, place: Place): OperatorError | undefined {
  if (type === 'tag') {
    const hint = 'put quotes around a text that starts with !';
    return mistake(`tag \`${word.slice(0, 40)}\` is not allowed`, place, hint);
  }
  if (type === 'directive-line' && place.col === 1) {
    return mistake(`directive \`${word.slice(0, 40)}\` is not allowed`, place, 'delete the line');
  }
  return undefined;
}
