import type { Times } from '../../review/times.js';
import type { Marks } from '../marks.js';

/** What a run is told with. */
export interface BlocksContext {
  readonly marks: Marks;
  readonly columns: number;
  readonly times: Times;
  /** IANA zone of the times. */
  readonly tz: string;
}
