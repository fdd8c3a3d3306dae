import { civil } from '../calendar/civil.js';
import { showMoment } from '../calendar/show.js';
import type { Situation } from '../engine/session.js';
import type { Evidence, Finding } from '../run/evidence.js';
import { isLive } from '../run/watch-questions.js';
import { whyOf } from '../run/why.js';
import { plural } from '../text/plural.js';
import { safe } from '../text/sanitise.js';
import type { Focus } from './focus.js';
import { blank, indented, type Line, line, paragraph } from './lines.js';
import { asks, look, type Marks } from './marks.js';
import { sourceWords } from './source-words.js';
import { watchPage } from './watch-lines.js';

export interface EvidenceContext {
  readonly situation: Situation;
  readonly focus: Focus;
  readonly marks: Marks;
  readonly columns: number;
  /** IANA zone of the times. */
  readonly tz: string;
  /** Full text of the evidence store, or the deploy's output; already loaded. */
  readonly text: string | undefined;
}

/** Everything that is known about what is in focus, as long as it is: the caller scrolls. */
export function evidenceLines(context: EvidenceContext): readonly Line[] {
  const { focus } = context;
  const { watch } = context.situation;
  const item = focus.on === 'question' || focus.on === 'waiting' ? focus.item : undefined;
  const asksOnce = focus.on === 'question' && !isLive(focus.question, focus.item);
  if (watch !== undefined && watch.item === item?.id && !asksOnce) {
    return watchPage(watch, context);
  }

  switch (focus.on) {
    case 'question':
      return questionEvidence(context, focus);
    case 'notice':
      return [
        ...paragraph(focus.notice.text, context.columns, 'strong'),
        blank,
        ...paragraph(`was: ${focus.notice.from}`, context.columns),
        ...paragraph(`now: ${focus.notice.to}`, context.columns),
      ];
    default:
      return context.text === undefined
        ? [line('Nothing was gathered for this.', 'quiet')]
        : textLines(context.text, context.columns);
  }
}

function questionEvidence(
  { situation, marks, columns, tz, text }: EvidenceContext,
  { question, item }: Extract<Focus, { on: 'question' }>,
): readonly Line[] {
  const evidence = situation.run.evidence[item.id]?.event;
  const head = [...paragraph(question.text, columns, 'strong'), blank];
  const why = [blank, ...paragraph(`Why: ${whyOf(item, question)}`, columns, 'quiet')];
  if (evidence === undefined || item.human) {
    const what = 'No machine can know this: it is for a person to judge. Nothing was gathered.';
    return [...head, ...paragraph(what, columns), ...why];
  }

  // The page of a facet says first what was found about it, then about the item as a whole.
  const asked = evidence.facets.find((facet) => facet.name === question.facet) ?? evidence;
  const verdict = 'human' in asked && asked.human ? asks(marks) : look(asked.verdict, marks);
  const facets = evidence.facets.flatMap((facet): readonly Line[] => {
    const shown = facet.human ? asks(marks) : look(facet.verdict, marks);
    const texts = [`${facet.name}: ${facet.summary}`, ...(facet.detail ?? [])];
    const [first = [], ...rest] = texts.flatMap((one) => paragraph(one, columns - facetColumns));
    return [
      [{ text: `${shown.mark} ${shown.word.padEnd(facetColumns - 2)}`, tone: shown.tone }, ...first],
      ...rest.map((one): Line => [{ text: ' '.repeat(facetColumns) }, ...one]),
    ];
  });
  return [
    ...head,
    ...paragraph(`${verdict.mark} ${verdict.word.toUpperCase()}  ${asked.summary}`, columns, verdict.tone),
    ...(asked === evidence || asked.summary === evidence.summary
      ? []
      : paragraph(`${item.id}: ${evidence.summary}`, columns, 'quiet')),
    ...(facets.length === 0 ? [] : [blank, ...facets]),
    ...section('Findings', evidence.findings.map(findingWords), columns),
    ...section('Details', text === undefined || evidence.detail.length <= fewDetails ? evidence.detail : [], columns),
    ...section(
      plural(evidence.sources.length, 'source'),
      evidence.sources.map(
        (one) => `${sourceWords({ sources: [one] }).join(` ${marks.separator} `)} ${marks.separator} ${one.ms} ms`,
      ),
      columns,
    ),
    ...(text === undefined
      ? tails(evidence, columns)
      : [blank, line('Full text', 'strong'), ...textLines(text, columns)]),
    ...why,
    blank,
    line(`gathered ${momentOf(evidence.at, tz)}, in ${evidence.ms} ms`, 'quiet'),
  ];
}

/** `Thu 19 Nov 12:41`, as the header writes it; a time that is none stays as it was recorded. */
function momentOf(iso: string, tz: string): string {
  const instant = new Date(iso);
  return Number.isNaN(instant.getTime()) ? safe(iso) : showMoment(civil(instant, tz));
}

/** More details than these are the beginning of the full text; as few are what somebody picked out of it. */
const fewDetails = 30;

/** A mark, the longest verdict, and blanks around. */
const facetColumns = 10;

const findingWords = (finding: Finding): string => `${finding.verdict}  ${finding.text}  [${finding.key}]`;

function section(title: string, lines: readonly string[], columns: number): readonly Line[] {
  return lines.length === 0 ? [] : [blank, line(title, 'strong'), ...lines.flatMap((text) => indented(text, columns))];
}

/** The last words of every source, unless they stand among the details already. */
function tails({ sources, detail }: Pick<Evidence, 'sources' | 'detail'>, columns: number): readonly Line[] {
  const said = detail.join('\n');
  return sources.flatMap(({ cmd, tail = '' }) =>
    tail.trim() === '' || said.endsWith(tail.trimEnd())
      ? []
      : [blank, line(`Output of ${cmd}`, 'strong'), ...textLines(tail, columns)],
  );
}

/** Sanitised once more: a stored text is from outside, too. */
const textLines = (text: string, columns: number): readonly Line[] =>
  safe(text)
    .split('\n')
    .flatMap((one) => (one === '' ? [blank] : paragraph(one, columns)));
