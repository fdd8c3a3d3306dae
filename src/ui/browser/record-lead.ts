import type { Told } from '../../review/told.js';
import { showDuration } from '../../text/duration.js';
import { safeLine } from '../../text/sanitise.js';
import { padEnd, width } from '../../text/width.js';
import type { Line } from '../lines.js';
import type { BlocksContext } from './blocks-context.js';
import type { OpenedRecord, OpenedRun } from './opened.js';

/** What stands before the words of a record. */
export interface Lead {
  readonly spans: Line;
  /** Columns that everything below it is set in by. */
  readonly margin: number;
  /** It has a line of its own. */
  readonly alone: boolean;
}

export interface LeadContext {
  readonly opened: OpenedRun;
  readonly context: BlocksContext;
  /** Columns for what records are about: as wide as the widest. */
  readonly about: number;
}

/** Clock, time since the start, and what it is about: before the words, or in a narrow window above them. */
export function leadOf({ t }: OpenedRecord, told: Told, { opened, context, about }: LeadContext): Lead {
  const { columns, times } = context;
  const since = Math.max(0, Date.parse(t) - Date.parse(opened.digest.started)) || 0;
  const name = safeLine(told.about, columns < narrow ? columns - 24 : about);
  const clock = `${times.clock(t)} `;
  const elapsed = since < 1000 ? '' : `+${showDuration(since)}`;
  if (columns < narrow) {
    return {
      spans: [
        { text: clock, tone: 'quiet' },
        { text: name, tone: 'strong' },
        { text: ` ${elapsed}`, tone: 'quiet' },
      ],
      margin: 2,
      alone: true,
    };
  }

  const dim = `${clock}${padEnd(elapsed, 11)}`;
  return {
    spans: [{ text: dim, tone: 'quiet' }, { text: `${padEnd(name, about)}  ` }],
    margin: width(dim) + about + 2,
    alone: false,
  };
}

/** Below this the words get lines of their own. */
const narrow = 70;
