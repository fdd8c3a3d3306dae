import type { Situation } from '../engine/session.js';
import { finished } from '../run/watch.js';
import { whyOf } from '../run/why.js';
import { showDuration } from '../text/duration.js';
import { truncate } from '../text/width.js';
import { againWords } from './again-words.js';
import type { Focus } from './focus.js';
import { foundWords } from './found-words.js';
import { blank, clip, clipText, indented, type Line, line, paragraph } from './lines.js';
import { look, type Marks } from './marks.js';
import { sourceText } from './source-words.js';
import { isTooEarly, tooEarly } from './too-early.js';
import { nextWords, probeLines, progressWords } from './watch-lines.js';

export interface QuestionContext {
  readonly situation: Situation;
  readonly focus: Extract<Focus, { on: 'question' }>;
  readonly marks: Marks;
  readonly columns: number;
  /** What is left for everything above the answers. */
  readonly rows: number;
  readonly nowMs: number;
  readonly now: Date;
  /** Say which of how many it is. */
  readonly numbered: boolean;
}

/**
 * Everything above the answers: the question, what was found, where it comes from, and why it is asked. With little
 * room the question and the verdict stay, then the reason, then as much detail as fits.
 */
export function questionLines(context: QuestionContext): readonly Line[] {
  const { focus, columns, rows, marks, numbered } = context;
  const { question, item } = focus;
  const head = paragraph(`${numbered ? position(context) : ''}${question.text}`, columns, 'strong');
  const killer = item.killer ? paragraph('KILLER: no deploy without this one', columns, 'warn') : [];
  const found = foundLines(context);
  const by = item.by === undefined ? [] : paragraph(`To be answered by: ${item.by}`, columns, 'accent');
  const must = mustLines(context);
  const why = paragraph(`Why: ${whyOf(item, question)}`, columns, 'quiet');
  const source = sourceLine(context, marks);
  const detail = [...question.detail.flatMap((text) => indented(text, columns)), ...liveLines(context)];
  if (rows < must.length) {
    return tightLines(context);
  }

  if (rows <= must.length + 2) {
    return must;
  }

  const spaced = [...head, blank, ...killer, ...found, ...by, ...source];
  const room = rows - spaced.length - why.length - 1;
  if (room < 0) {
    return clip([...must, ...source, ...why], rows);
  }

  // What was found comes before why it is asked, which `?` shows in full.
  const reason = detail.length > room ? clipText(why, 1, columns) : why;
  const details = clip(detail, rows - spaced.length - reason.length - 1);
  return [...spaced, ...details, blank, ...reason];
}

/** The question and the verdict in full: what has to be read before anybody answers. */
export const mustLines = (context: QuestionContext): readonly Line[] => {
  const { focus, columns } = context;
  const { question, item } = focus;
  return [
    ...paragraph(`${context.numbered ? position(context) : ''}${question.text}`, columns, 'strong'),
    ...(item.killer ? paragraph('KILLER: no deploy without this one', columns, 'warn') : []),
    ...foundLines(context),
    ...(item.by === undefined ? [] : paragraph(`To be answered by: ${item.by}`, columns, 'accent')),
  ];
};

/** In a low window: the question, then the first line of what was found, then who has to answer. */
function tightLines(context: QuestionContext): readonly Line[] {
  const { focus, columns, rows, marks } = context;
  const { question, item } = focus;
  const found = foundLines(context);
  const { mark } = look(question.verdict, marks);
  const isFound = found.length > 0 && (!question.human || foundWords(question, item) !== undefined);
  const verdict = rows <= 2 && isFound ? `${mark} ${question.verdict.toUpperCase()} ` : '';
  const head = paragraph(`${verdict}${question.text}`, columns, 'strong');
  const first = clipText(
    found,
    verdict !== '' || (rows <= 2 && !isFound) ? 0 : Math.max(1, rows - head.length),
    columns,
  );
  const words = [item.killer ? 'KILLER' : '', item.by === undefined ? '' : `by ${item.by}`].filter(Boolean);
  const note = words.length === 0 ? [] : [line(words.join(` ${marks.separator} `), 'warn')];
  return [...clipText(head, rows - first.length, columns), ...first, ...note].slice(0, rows);
}

function position(context: QuestionContext): string {
  return `${numberWords(context)}   `;
}

/** `3 of 9` */
export function numberWords({ situation, focus }: Pick<QuestionContext, 'situation' | 'focus'>): string {
  const list = focus.item.phase === 'before' ? situation.before : situation.after;
  const index = list.findIndex((one) => one.item.id === focus.item.id);
  return `${index + 1} of ${list.length}`;
}

function foundLines({ situation, focus, columns, marks, nowMs }: QuestionContext): readonly Line[] {
  const { question, item } = focus;
  const progress = situation.progress.get(item.id);
  if (progress !== undefined) {
    const elapsed = showDuration(Math.max(0, nowMs - progress.sinceMs));
    return [line(truncate(`${marks.gathering} looking again, ${elapsed}  ${progress.text}`, columns), 'accent')];
  }

  const found = foundWords(question, item);
  if (found === undefined) {
    return question.human ? paragraph(question.summary, columns) : [];
  }

  const { mark, tone } = look(found.verdict, marks);
  return paragraph(`${mark} ${found.word}  ${found.words}`, columns, tone);
}

/** What the watch sees stands below its questions; what is failing is a detail already. */
function liveLines({ situation, focus, marks, columns }: QuestionContext): readonly Line[] {
  const { watch } = situation;
  const { item, question } = focus;
  if (watch === undefined || watch.item !== item.id) {
    return [];
  }

  const early = isTooEarly(question, situation) ? paragraph(tooEarly(question, situation), columns, 'accent') : [];
  const isOver = question.facet === finished || situation.now >= watch.endsAt;
  const waiting =
    watch.waitingUntil !== undefined
      ? paragraph(nextWords(watch, situation), columns, 'accent')
      : question.facet === 'probes' || isOver
        ? []
        : paragraph(`Watched for ${progressWords(watch, situation)}`, columns, 'quiet');
  return [...early, blank, ...probeLines(watch, { situation, marks, columns }), ...waiting];
}

function sourceLine(context: QuestionContext, marks: Marks): readonly Line[] {
  const { situation, focus, columns, nowMs } = context;
  const words = sourceText(context, marks);
  const soon = againWords(focus, situation, nowMs);
  return [words, soon === '' ? undefined : `looked at ${soon}`].flatMap((text) =>
    text === undefined ? [] : [line(truncate(text, columns), 'quiet')],
  );
}
