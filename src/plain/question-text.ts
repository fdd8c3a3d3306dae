import type { Situation } from '../engine/session.js';
import { whyOf } from '../run/why.js';
import type { Focus } from '../ui/focus.js';
import { foundWords } from '../ui/found-words.js';
import { numberWords } from '../ui/question-lines.js';
import { sourceText } from '../ui/source-words.js';
import { isTooEarly, tooEarly } from '../ui/too-early.js';
import type { Paper } from './paper.js';
import { print } from './paper.js';

export interface QuestionTextContext {
  readonly situation: Situation;
  readonly focus: Extract<Focus, { on: 'question' }>;
  readonly paper: Paper;
  readonly now: Date;
}

/** How many lines of the details stand with the question. */
const shownDetails = 8;

/** A question as it is read out: which one, the question, what was found and where, and why it is asked. */
export function questionText(context: QuestionTextContext): readonly string[] {
  const { focus, paper } = context;
  const { question, item } = focus;
  const found = foundWords(question, item);
  const source = sourceText(context, paper.marks);
  const { detail } = question;
  const more = detail.length - shownDetails;
  return [
    ...print([`${numberWords(context)}  ${item.id}`], paper),
    ...(item.killer ? print(['KILLER: no deploy without this one'], paper) : []),
    ...print([question.text], paper),
    ...(found !== undefined
      ? print([`${found.word}: ${found.words}`], paper)
      : question.human
        ? print([question.summary], paper)
        : []),
    ...(item.by === undefined ? [] : print([`To be answered by: ${item.by}`], paper)),
    ...(isTooEarly(question, context.situation) ? print([tooEarly(question, context.situation)], paper) : []),
    ...(source === undefined ? [] : print([source], paper)),
    ...print(
      detail.slice(0, shownDetails).map((text) => `  ${text}`),
      paper,
    ),
    ...(more > 0 ? print([`  and ${more} more: \`evidence\``], paper) : []),
    ...print([`Why: ${whyOf(item, question)}`], paper),
  ];
}
