import { whyOf } from '../run/why.js';
import type { Focus } from '../ui/focus.js';
import { listLines } from '../ui/list-lines.js';
import { evidenceText, type FocusTextContext } from './focus-text.js';
import { endless, print, textsOf } from './paper.js';
import type { Taken } from './take-line.js';
import { generalWords, stateOf, wordOf } from './words.js';

/** Lines that are printed at once; `more` prints the next as many. */
const pageLines = 40;

/** What the operator asked to read, and what is left of it for `more`. */
export interface Reading {
  readonly texts: readonly string[];
  readonly rest: readonly string[];
}

/** @param rest what was left of the text before */
export function reading(
  what: Extract<Taken, { do: 'show' }>['what'],
  context: FocusTextContext,
  rest: readonly string[],
): Reading {
  switch (what) {
    case 'evidence':
      return page(evidenceText(context));
    case 'more':
      return rest.length === 0 ? page(['There is no more of it.']) : page(rest);
    case 'list':
      return page(print(listTexts(context), context.paper, 4));
    case 'why':
      return page(print([whyText(context.focus)], context.paper));
    case 'help':
      return page(print(helpTexts(context.focus), context.paper, 2));
  }
}

function page(texts: readonly string[]): Reading {
  // One line more costs less than the line that says so.
  if (texts.length <= pageLines + 1) {
    return { texts, rest: [] };
  }

  const rest = texts.slice(pageLines);
  return { texts: [...texts.slice(0, pageLines), `(${rest.length} more lines: \`more\`)`], rest };
}

const listTexts = ({ situation, focus, paper, nowMs }: FocusTextContext): readonly string[] =>
  textsOf(listLines({ situation, at: idOf(focus), marks: paper.marks, columns: endless, rows: endless, nowMs })).map(
    (text) => text.replace(/^ /u, ''),
  );

const idOf = (focus: Focus): string | undefined =>
  focus.on === 'question' || focus.on === 'waiting' ? focus.item?.id : undefined;

const whyText = (focus: Focus): string =>
  focus.on === 'question'
    ? `Why: ${whyOf(focus.item, focus.question)}`
    : focus.on === 'waiting' && focus.item !== undefined
      ? `Why: ${focus.item.why}`
      : 'There is no question here.';

const helpTexts = ({ rows, on }: Focus): readonly string[] => [
  ...(rows.length === 0 ? [] : ['Answers here:', ...rows.map((row) => `  ${wordOf(row.act)}: ${stateOf(row)}`)]),
  ...(on === 'launch' ? ['To launch, type the target and the commit.'] : []),
  'Everywhere:',
  ...generalWords.map(([word, does]) => `  ${word}: ${does}`),
  '  Ctrl-C: twice leaves at once; everything answered is kept',
  '  Ctrl-D: like `pause`',
  'Only whole words answer. Empty lines, several lines at once, and what was typed before the question stood there answer nothing.',
];
