import { type Told, tell } from '../../review/told.js';
import type { Answered, EvidenceGathered } from '../../run/events.js';
import { machineVerdict } from '../../run/machine-verdict.js';
import { showDuration } from '../../text/duration.js';
import { plural } from '../../text/plural.js';
import { safeLine } from '../../text/sanitise.js';
import { width } from '../../text/width.js';
import { indented, type Line, paragraph, type Tone } from '../lines.js';
import type { Marks } from '../marks.js';
import { answerDetails } from './answer-details.js';
import type { BlocksContext } from './blocks-context.js';
import { clipTexts } from './clip-texts.js';
import type { FileBehind, OpenedRecord, OpenedRun } from './opened.js';
import { type LeadContext, leadOf } from './record-lead.js';
import { headingLines } from './run-heading.js';
import { stretched, stretchLines } from './stretched.js';

/** One record of a run on screen, or its heading. */
export interface Block {
  /** Number of the record; undefined for the heading. */
  readonly seq: number | undefined;
  readonly lines: readonly Line[];
  /** An override, a no-go or a stop. */
  readonly loud: boolean;
  /** Everything it says, in lower case: for the search. */
  readonly words: string;
  /** More of it lies in a file. */
  readonly behind?: FileBehind;
}

/** A run from its first record to its last, broken to width. Everything from outside is sanitised here. */
export function runBlocks(opened: OpenedRun, context: BlocksContext): readonly Block[] {
  const records = opened.records.map((record) => clipTexts(record, mostOf(record)));
  const about = records.reduce((most, record) => Math.max(most, width(aboutOf(record, opened))), 3);
  const evidence = new Map<string, EvidenceGathered>();
  const parts = stretched(records);
  return [
    headingBlock(opened, context),
    ...parts.map(({ record, begins }) => {
      const { event } = record;
      if (event?.type === 'evidence') {
        evidence.set(event.check, event);
      }

      const before = begins === undefined ? [] : stretchLines(begins, context);
      return recordBlock(record, { opened, context, about, evidence, before });
    }),
  ];
}

/** Code units. What people type into a reason or a note is shown in full; of what machines say there is a file. */
const mostOf = ({ type }: OpenedRecord): number => (type === 'answer' || type === 'note' ? 4100 : 1000);

function headingBlock(opened: OpenedRun, context: BlocksContext): Block {
  const lines = headingLines(opened, context);
  return { seq: undefined, lines, loud: false, words: wordsOf(lines) };
}

interface RecordContext extends LeadContext {
  /** By item: the newest so far. */
  readonly evidence: ReadonlyMap<string, EvidenceGathered>;
  readonly before: readonly Line[];
}

function recordBlock(record: OpenedRecord, { opened, context, about, evidence, before }: RecordContext): Block {
  const { event } = record;
  const told = toldOf(record, opened);
  const details =
    event?.type === 'answer' && event.how !== 'auto'
      ? answerDetails(event, told, evidence.get(event.check), context.marks)
      : [
          ...told.details.map((text) => ({ text })),
          ...(event?.type === 'evidence' ? evidenceDetails(event, context.marks) : []),
        ].map(({ text }) => ({ text, tone: 'quiet' as const }));
  const lead = leadOf(record, told, { opened, context, about });
  const { columns } = context;
  const tone = tones[told.tone];
  const margin = ' '.repeat(lead.margin);
  const words = safeLine(told.what);
  const [first = [], ...rest] = paragraph(words, columns - lead.margin, tone);
  const lines: readonly Line[] = [
    ...before,
    ...(lead.alone ? [lead.spans, [{ text: margin }, ...first]] : [[...lead.spans, ...first]]),
    ...rest.map((one): Line => [{ text: margin }, ...one]),
    ...details.flatMap(({ text, tone: own }) =>
      indented(safeLine(text), columns - lead.margin, own).map((one): Line => [{ text: margin }, ...one]),
    ),
  ];
  const behind = behindOf(event, opened);
  return {
    seq: record.seq,
    lines,
    loud: isLoud(event),
    words: [told.about, told.what, ...details.map(({ text }) => text)]
      .map((text) => safeLine(text))
      .join('\n')
      .toLowerCase(),
    ...(behind === undefined ? {} : { behind }),
  };
}

const toldOf = ({ type, event }: OpenedRecord, { places }: OpenedRun): Told =>
  event === undefined
    ? { about: 'log', what: `${type}: written by another version of shipit, not shown`, tone: 'dim', details: [] }
    : tell(event, places);

const aboutOf = (record: OpenedRecord, opened: OpenedRun): string => safeLine(toldOf(record, opened).about, 14);

function evidenceDetails(event: EvidenceGathered, marks: Marks): readonly { readonly text: string }[] {
  const shown = event.detail.slice(0, mostDetails);
  const left = event.detail.length - shown.length;
  return [
    ...shown.map((text) => ({ text })),
    ...(left > 0 ? [{ text: `… ${plural(left, 'more line')}` }] : []),
    ...event.sources.filter(isOwn).map(({ cmd, rc, signal, timedOut, ms }) => ({
      text: [cmd, timedOut ? 'timed out' : (signal ?? `exit ${rc ?? '?'}`), showDuration(ms)].join(
        ` ${marks.separator} `,
      ),
    })),
  ];
}

/** The project's own commands say more than the questions to git around them. */
const isOwn = ({ cmd }: EvidenceGathered['sources'][number]): boolean => !cmd.startsWith('git ');

/** As many details of one record as a screen or two can show. */
const mostDetails = 60;

const isLoud = (event: OpenedRecord['event']): boolean =>
  event?.type === 'answer' ? isLoudAnswer(event) : event?.type === 'evidence' && machineVerdict(event) === 'no-go';

const isLoudAnswer = ({ how, answer }: Answered): boolean =>
  how === 'override' || answer === 'no-go' || answer === 'stop';

function behindOf(event: OpenedRecord['event'], { places }: OpenedRun): FileBehind | undefined {
  switch (event?.type) {
    case 'evidence':
      return event.file === undefined
        ? undefined
        : { title: `evidence of ${safeLine(event.check, 40)}`, path: places.evidence(event.file) };
    case 'deploy.start':
      return { title: 'output of the deploy', path: places.output(event.out) };
    case 'undo.start':
      return { title: 'output of the roll-back', path: places.output(event.out) };
    default:
      return undefined;
  }
}

const wordsOf = (lines: readonly Line[]): string =>
  lines
    .map((spans) => spans.map(({ text }) => text).join(''))
    .join('\n')
    .toLowerCase();

const tones: Readonly<Record<Told['tone'], Tone | undefined>> = {
  plain: undefined,
  good: 'go',
  bad: 'no-go',
  careful: 'warn',
  dim: 'quiet',
};
