import { CST, Lexer } from 'yaml';
import type { OperatorError, Place } from '../errors.js';
import { findControl } from './characters.js';
import { mistake } from './mistake.js';

export interface Scanned {
  readonly mistakes: readonly OperatorError[];
  /** Nested so deep, or so odd, that the parser must not see it. */
  readonly fatal: boolean;
}

export const MAX_DEPTH = 20;

/**
 * Looks through the words of a YAML text before the parser does: the parser is recursive (5,000 brackets end it), takes
 * tags with a warning, and lets a directive change what `no` means.
 */
export function scanYaml(text: string, place: (offset: number) => Place): Scanned {
  const control = findControl(text);
  if (control) {
    return { mistakes: [mistake(`control character ${control.name}`, place(control.index), 'delete it')], fatal: true };
  }
  const mistakes: OperatorError[] = [];
  const depth = { flow: 0, line: 0 };
  let offset = 0;
  for (const word of new Lexer().lex(text)) {
    const type = CST.tokenType(word);
    count(depth, type);
    if (depth.flow > MAX_DEPTH || depth.line > MAX_DEPTH) {
      mistakes.push(mistake(`nested deeper than ${MAX_DEPTH}`, place(offset)));
      return { mistakes, fatal: true };
    }
    const refused = refuse(type, word, place(offset));
    mistakes.push(...(refused ? [refused] : []));
    offset += marks.has(word) ? 0 : word.length;
  }
  return { mistakes, fatal: mistakes.some(({ message }) => message.startsWith('directive')) };
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
  if (type === 'directive-line') {
    return mistake(`directive \`${word.slice(0, 40)}\` is not allowed`, place, 'delete the line');
  }
  return undefined;
}
