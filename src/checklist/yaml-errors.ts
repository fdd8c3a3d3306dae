import type { YAMLError } from 'yaml';
import type { OperatorError, Place } from '../errors.js';
import { lowerFirst } from '../text/first-letter.js';
import { findBlank, strangeBlankWords } from './characters.js';
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
  // Whoever indents with a tab once is told of the tab, not of what it did to the lines around it.
  const hasTab = errors.some(({ code }) => code === 'TAB_AS_INDENT');
  for (const error of errors.filter(({ code }) => !(hasTab && code === 'BAD_INDENT'))) {
    // One slip makes the parser stumble several times on the same line; the first time is the telling one.
    const { message, hint, began: start } = strangeBlank(error, text) ?? explain(error, text, began);
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
  const [rest = ''] = text.slice(error.pos[0], error.pos[0] + 2000).split('\n');
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { message: 'tab used for indentation', hint: 'use spaces' };
    case 'MULTIPLE_DOCS':
      return { message: 'a second document starts here', hint: 'only one document per file: delete the line `---`' };
    case 'BLOCK_IN_FLOW':
      return colonInText;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return nested(error.message, rest);
    case 'BAD_SCALAR_START':
      return cannotStart(rest.charAt(0));
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return noKey(rest);
    case 'MISSING_CHAR':
      return missing(error.message, rest, began);
    case 'BAD_INDENT':
      if (began.bracket !== undefined && /end with a [\]}]/.test(error.message)) {
        return { message: 'this bracket is never closed', hint: 'close it with ] or }', began: began.bracket };
      }
      return { message: `indentation: ${lowerFirst(error.message)}`, hint: 'line it up with its neighbours' };
    case 'BAD_DQ_ESCAPE':
      return { message: lowerFirst(error.message), hint: 'use single quotes, or write `\\\\` for a backslash' };
    case 'UNEXPECTED_TOKEN':
      return unexpected(error.message, rest);
    default:
      return { message: lowerFirst(error.message) };
  }
}

/** Where YAML wants a plain blank: before and after a key. Nobody can see that it is another one. */
function strangeBlank(error: YAMLError, text: string): Explained | undefined {
  const start = text.lastIndexOf('\n', Math.max(0, error.pos[0] - 1)) + 1;
  const [line = ''] = text.slice(start, start + 200).split('\n');
  const blank = findBlank(/^\s*(?:-\s+)*(?:[\w-]+:\s*)?/.exec(line)?.[0] ?? '');
  return blank && { message: strangeBlankWords(blank.name), hint: 'write a plain blank', began: start + blank.index };
}

const cannotStart = (mark: string): Explained => ({
  message: `a text cannot start with ${mark === '`' ? 'a backtick' : `\`${mark}\``}`,
  hint: 'put quotes around it',
});

const colonInText: Explained = {
  message: 'a text with `: ` needs quotes',
  hint: "write it as 'Is it ok: really?'",
};

/** @param rest of the line, from where the parser stood */
function nested(message: string, rest: string): Explained {
  if (rest.startsWith('? ')) {
    return cannotStart('? ');
  }
  const isColon = message.startsWith('Nested') && /:(?:\s|$)/.test(rest);
  return isColon
    ? colonInText
    : {
        message: message.startsWith('Nested')
          ? 'indentation: the next line stands further in, as if it went on with this text'
          : 'indentation: this line is in line with nothing above it',
        hint: 'line it up with its neighbours',
      };
}

/** Most often the colon was forgotten, or the blank after it. */
function noKey(rest: string): Explained {
  if (rest.startsWith('- ')) {
    return { message: 'a list cannot begin here', hint: 'line it up with the list it belongs to' };
  }
  const [, name = ''] = /^([\w-]{1,40})(?::\S|\s*$)/.exec(rest) ?? [];
  return name === ''
    ? { message: 'this is not a key', hint: 'a key and its `:` stand on one line; a text with `: ` needs quotes' }
    : {
        message: `\`${name}\` is no key yet: \`: \` is missing after it`,
        hint: `write \`${name}: \`, with a blank after the colon`,
      };
}

function missing(message: string, rest: string, { quote }: Scanned['began']): Explained {
  if (message.includes('quote')) {
    return { message: 'this quote is never closed', hint: 'close it at the end of the text', began: quote };
  }
  if (message.startsWith('Comments must')) {
    return { message: 'a `#` needs a blank before it', hint: 'write one, or put quotes around the text' };
  }
  return message.startsWith('Sequence item')
    ? { message: 'indentation: this line is in line with nothing above it', hint: 'line it up with its neighbours' }
    : noKey(rest);
}

function unexpected(message: string, rest: string): Explained {
  if (message.startsWith('Not a YAML token') || message.startsWith('Block scalar header')) {
    return { message: 'text after `|` or `>`', hint: 'start it on the next line, or put quotes around it' };
  }
  if (message.startsWith('Unexpected block-seq-ind')) {
    return rest.startsWith('- ') && message.includes('same line')
      ? cannotStart('- ')
      : { message: lowerFirst(message) };
  }
  return message.includes('at node end')
    ? {
        message: 'there is more text after the end of this value',
        hint: "put quotes around all of it: 'It isn''t', \"It isn't\"",
      }
    : { message: lowerFirst(message), hint: 'put quotes around a text with special characters' };
}
