import { showDuration } from '../../text/duration.js';
import { plural } from '../../text/plural.js';
import { truncate, width } from '../../text/width.js';
import { blank, type Line } from '../lines.js';
import type { BlocksContext } from './blocks-context.js';
import type { OpenedRecord } from './opened.js';
import { type Stretch, stretchAfter, stretchOf } from './stretches.js';

/** A stretch of a run: when it began and ended, UTC, ISO 8601. */
export interface Begun {
  readonly stretch: Stretch;
  readonly from: string;
  readonly to: string;
  readonly records: number;
}

export interface Part {
  readonly record: OpenedRecord;
  readonly begins?: Begun;
}

/** Every record, and the stretch that begins with it. */
export function stretched(records: readonly OpenedRecord[]): readonly Part[] {
  let stretch: Stretch = 'GATHERING';
  const named = records.map((record) => {
    const own = stretchOf(stretch, record.type, record.event);
    stretch = stretchAfter(own, record.event);
    return { record, stretch: own };
  });
  const begins = named.flatMap(({ stretch: own }, index) => (named[index - 1]?.stretch === own ? [] : [index]));
  const ends = new Map(begins.map((index, at) => [index, begins[at + 1] ?? named.length]));
  return named.map(({ record, stretch: own }, index) => {
    const end = ends.get(index);
    const last = end === undefined ? undefined : named[end - 1];
    return end === undefined || last === undefined
      ? { record }
      : { record, begins: { stretch: own, from: record.t, to: last.record.t, records: end - index } };
  });
}

export function stretchLines(
  { stretch, from, to, records }: Begun,
  { times, columns, marks }: BlocksContext,
): readonly Line[] {
  const took = showDuration(Math.max(0, Date.parse(to) - Date.parse(from)) || 0);
  const words = `${times.clock(from)} ${marks.arrow} ${times.clock(to)}, ${took}, ${plural(records, 'record')}`;
  const room = columns - width(stretch) - 2;
  return [
    blank,
    [
      { text: stretch, tone: 'strong' },
      { text: `  ${truncate(words, Math.max(0, room))}`, tone: 'quiet' },
    ],
  ];
}
