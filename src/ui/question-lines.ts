import type { Situation } from '../engine/session.js';
import type { Evidence } from '../run/evidence.js';
import { showAge, showDuration } from '../text/duration.js';
import type { Focus } from './focus.js';
import { blank, clip, type Line, line, paragraph } from './lines.js';
import { look, type Marks } from './marks.js';

export interface QuestionContext {
  readonly situation: Situation;
  readonly focus: Extract<Focus, { on: 'question' }>;
  readonly marks: Marks;
  readonly columns: number;
  /** What is left for everything above the answers. */
  readonly rows: number;
  readonly nowMs: number;
  readonly now: Date;
}

/**
 * Everything above the answers: the question, what was found, where it comes from, and why it is asked. With little
 * room the question and the verdict stay, then the reason, then as much detail as fits.
 */
export function questionLines(context: QuestionContext): readonly Line[] {
  const { focus, columns, rows, marks } = context;
  const { question, item } = focus;
  const head = paragraph(`${position(context)}${question.text}`, columns, 'strong');
  const killer = item.killer ? [line('KILLER: no deploy without this one', 'warn')] : [];
  const found = foundLines(context);
  const by = item.by === undefined ? [] : [line(`To be answered by: ${item.by}`, 'accent')];
  const must = [...head, ...killer, ...found, ...by];
  const why = paragraph(`Why: ${item.why}`, columns, 'quiet');
  const source = sourceLine(context, marks);
  const detail = question.detail.flatMap((text) => paragraph(`  ${text}`, columns));
  if (rows <= must.length + 2) {
    return clip(must, rows);
  }

  const spaced = [...head, blank, ...killer, ...found, ...by, ...source];
  const room = rows - spaced.length - why.length - 1;
  if (room < 0) {
    return clip([...must, ...source, ...why], rows);
  }

  const details = clip(detail, Math.max(0, room - 1));
  return clip([...spaced, ...details, blank, ...why], rows);
}

function position({ situation, focus }: QuestionContext): string {
  const list = focus.item.phase === 'before' ? situation.before : situation.after;
  const index = list.findIndex((one) => one.item.id === focus.item.id);
  return `${index + 1} of ${list.length}   `;
}

function foundLines({ situation, focus, columns, marks, nowMs }: QuestionContext): readonly Line[] {
  const { question, item } = focus;
  const progress = situation.progress.get(item.id);
  if (progress !== undefined) {
    const elapsed = showDuration(Math.max(0, nowMs - progress.sinceMs));
    return [line(`${marks.gathering} looking again, ${elapsed} ${progress.text}`, 'accent')];
  }

  if (question.answer !== undefined) {
    const { answer, how, by, reason } = question.answer.event;
    const words = how === 'auto' ? question.summary : `${answer} by ${by}${reason ? `: ${reason}` : ''}`;
    const shown = look(question.saidNo ? 'no-go' : answer === 'n/a' ? 'n/a' : 'go', marks);
    return paragraph(`${shown.mark} ${shown.word.toUpperCase()}  ${words}`, columns, shown.tone);
  }

  if (question.mode === 'human' && question.verdict === 'unknown' && !question.saidNo) {
    return [];
  }

  const { mark, tone } = look(question.verdict, marks);
  return paragraph(`${mark} ${question.verdict.toUpperCase()}  ${question.summary}`, columns, tone);
}

function sourceLine({ situation, focus, now }: QuestionContext, marks: Marks): readonly Line[] {
  const evidence = situation.run.evidence[focus.item.id]?.event;
  if (evidence === undefined || focus.item.human) {
    return [];
  }

  const age = showAge(now.getTime() - Date.parse(evidence.at));
  return [line([...sourceWords(evidence), age].join(` ${marks.separator} `), 'quiet')];
}

/** `make test · exit 1`: what was asked, and how it ended; the first source stands for all. */
export function sourceWords({ sources }: Pick<Evidence, 'sources'>): readonly string[] {
  const first = sources[0];
  if (first === undefined) {
    return [];
  }

  const end = first.timedOut
    ? 'timed out'
    : first.signal !== undefined
      ? `died with ${first.signal}`
      : `exit ${first.rc ?? '?'}`;
  return [first.cmd, end, ...(sources.length > 1 ? [`and ${sources.length - 1} more`] : [])];
}
