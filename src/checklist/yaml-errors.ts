import type { YAMLError } from 'yaml';
import type { OperatorError, Place } from '../errors.js';
import { mistake } from './mistake.js';
import type { Scanned } from './scan-yaml.js';

/** The parser's errors in our words: what is wrong, and what usually helps. */
export function yamlMistakes(
  errors: readonly YAMLError[],
  place: (offset: number) => Place,
  text: string,
  began: Scanned['began'],
): readonly OperatorError[] {
  const lines = new Map<number, OperatorError>();
  for (const error of errors) {
    // One slip makes the parser stumble several times on the same line; the first time is the telling one.
    const { message, hint, began: start } = explain(error, text, began);
    const at = place(Math.min(start ?? error.pos[0], text.length));
    lines.set(at.line, lines.get(at.line) ?? mistake(message, at, hint));
  }
  return [...lines.values()];
}

interface Explained {
  readonly message: string;
  readonly hint?: string;
  /** The offset that says more than where the parser stood. */
  readonly began?: number | undefined;
}

function explain(error: YAMLError, text: string, began: Scanned['began']): Explained {
  const rest = text.slice(error.pos[0], text.indexOf('\n', error.pos[0]) + 1 || undefined);
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { message: 'tab used for indentation', hint: 'use spaces' };
    case 'MULTIPLE_DOCS':
      return { message: 'a second document starts here', hint: 'only one document per file: delete the line `---`' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return colonInText;
    case 'BAD_SCALAR_START':
      return { message: `a text cannot start with \`${rest.charAt(0)}\``, hint: 'put quotes around it' };
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return {
        message: 'this is not a key',
        hint: 'a key and its `:` stand on one line; a text with `: ` needs quotes',
      };
    case 'MISSING_CHAR':
      return missing(error.message, began);
    case 'BAD_INDENT':
      if (began.bracket !== undefined && /end with a [\]}]/.test(error.message)) {
        return { message: 'this bracket is never closed', hint: 'close it with ] or }', began: began.bracket };
      }
      return { message: `indentation: ${lowerFirst(error.message)}`, hint: 'line it up with its neighbours' };
    case 'BAD_DQ_ESCAPE':
      return { message: lowerFirst(error.message), hint: 'use single quotes, or write `\\\\` for a backslash' };
    case 'UNEXPECTED_TOKEN':
      return unexpected(error.message);
    default:
      return { message: lowerFirst(error.message) };
  }
}

const colonInText = { message: 'a text with `: ` needs quotes', hint: "write it as 'Is it ok: really?'" };

function missing(message: string, { quote }: Scanned['began']): Explained {
  return message.includes('quote')
    ? { message: 'this quote is never closed', hint: 'close it at the end of the text', began: quote }
    : { message: lowerFirst(message), hint: 'write `key: value`' };
}

const unexpected = (message: string) =>
  message.startsWith('Not a YAML token')
    ? { message: 'text after `|` or `>`', hint: 'start it on the next line, or put quotes around it' }
    : { message: lowerFirst(message), hint: 'put quotes around a text with special characters' };

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
