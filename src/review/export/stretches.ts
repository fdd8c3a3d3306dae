import type { RunEvent } from '../../run/events.js';
import { machineVerdict } from '../../run/machine-verdict.js';
import type { ShownRecord } from '../show.js';
import { tell } from '../told.js';

export const lanes = ['gathering', 'questions', 'deploy', 'roll-back', 'watch'] as const;

export type Lane = (typeof lanes)[number];

/** Something of a run that took time. */
export interface Stretch {
  readonly lane: Lane;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** What it was, as it was recorded. */
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'bad' | 'careful';
  /** Nobody saw it end. */
  readonly open?: true;
}

/** A run's time, without the notes that were added later. Nothing lies outside of it. */
export interface RunTime {
  readonly from: number;
  readonly to: number;
  readonly stretches: readonly Stretch[];
}

/** What took how long; undefined where no record has a time. */
export function runTime(records: readonly ShownRecord[]): RunTime | undefined {
  const timed = records
    .map((record) => ({ ...record, at: Date.parse(record.t) }))
    .filter(({ type, at }) => type !== 'note' && Number.isFinite(at));
  const times = timed.map(({ at }) => at);
  if (times.length === 0) {
    return undefined;
  }

  const from = times.reduce((a, b) => Math.min(a, b));
  const to = times.reduce((a, b) => Math.max(a, b));
  const inside = (time: number): number => Math.min(Math.max(time, from), to);
  const open = new Map<Lane, Stretch>();
  const stretches: Stretch[] = [];
  for (const { at, event } of timed) {
    if (event === undefined) {
      continue;
    }

    const whole = wholeStretch(event, at);
    const begun = begins[event.type];
    const ended = ends[event.type];
    if (whole !== undefined) {
      stretches.push({ ...whole, from: inside(whole.from), to: inside(at) });
    } else if (begun !== undefined) {
      open.set(begun, { lane: begun, from: at, to, text: tell(event, noPlaces).what, tone: 'careful', open: true });
    } else if (ended !== undefined) {
      const { open: _open, ...stretch } = open.get(ended) ?? { lane: ended, from: at };
      open.delete(ended);
      const { what, tone } = tell(event, noPlaces);
      stretches.push({ ...stretch, to: at, text: what, tone: tone === 'dim' ? 'plain' : tone });
    }
  }

  return { from, to, stretches: [...stretches, ...open.values()] };
}

/** Of these the record tells when they began. */
function wholeStretch(event: RunEvent, at: number): Omit<Stretch, 'to'> | undefined {
  const ms = event.type === 'evidence' ? event.ms : event.type === 'answer' ? event.ms_on_screen : undefined;
  const from = at - (typeof ms === 'number' && ms > 0 ? ms : 0);
  if (event.type === 'evidence') {
    const { about, what } = tell(event, noPlaces);
    return { lane: 'gathering', from, text: `${about}: ${what}`, tone: tones[machineVerdict(event)] ?? 'careful' };
  }

  if (event.type === 'answer' && event.how !== 'auto') {
    const { about, what, tone } = tell(event, noPlaces);
    return { lane: 'questions', from, text: `${about}: ${what}`, tone: tone === 'dim' ? 'plain' : tone };
  }

  return undefined;
}

const begins: Readonly<Partial<Record<RunEvent['type'], Lane>>> = {
  'deploy.start': 'deploy',
  'undo.start': 'roll-back',
  'watch.start': 'watch',
};

const ends: Readonly<Partial<Record<RunEvent['type'], Lane>>> = {
  'deploy.end': 'deploy',
  'deploy-unknown': 'deploy',
  'undo.end': 'roll-back',
  'undo-unknown': 'roll-back',
  'watch.end': 'watch',
};

const tones = { go: 'good', warn: 'careful', 'no-go': 'bad', unknown: 'careful', 'n/a': 'plain' } as const;

/** Details are not shown beside a stretch. */
const noPlaces = { evidence: (): string => '', output: (): string => '' };
