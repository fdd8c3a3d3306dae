import { messageOf } from '../../errors.js';
import { matchInTime, PatternTooSlow } from '../../world/match-in-time.js';
import { crashSigns } from './crash-signs.js';
import { matchLines, type Search, searchHere } from './line-matches.js';
import type { LogSource } from './log-source.js';
import type { Look } from './look.js';
import { countSinceDeploy } from './since-deploy.js';
import type { LogProbe } from './spec.js';

/** Reads on in one log, and counts what matches since the deploy. */
export interface LogReader {
  /**
   * Reads what is new. Matches count until somebody said that they were not caused by this; then only further ones do.
   * @param excused whether somebody said so, and it was not well since
   */
  readonly look: (excused: boolean, signal: AbortSignal) => Promise<Look>;
  readonly close: () => Promise<void>;
}

export interface LogReaderOptions {
  /** As it is named on screen. */
  readonly path: string;
  /** Matches that were excused before this process. */
  readonly forgiven?: number;
  /** Why nobody knows what came first: it can never be called well. */
  readonly unplaced?: string;
}

export function readLog({ max, match }: LogProbe, source: LogSource, options: LogReaderOptions): LogReader {
  const { path, forgiven = 0, unplaced } = options;
  const matches = matchLines(match === undefined ? searchHere(crashSigns) : searchInTime(new RegExp(match, 'u')));
  const counted = countSinceDeploy('line', max, forgiven);
  /** Some of it nobody can read or search any more: it can never be called well. */
  let never = unplaced;

  const found = (): Look | undefined => counted.failed(matches.count(), matches.first());
  const unknown = (text: string): Look => found() ?? { state: 'unknown', value: matches.count(), text };
  return {
    async look(excused, signal) {
      counted.begin(excused, matches.count());
      try {
        const read = await source.read(matches, signal);
        if (typeof read === 'object' && 'unread' in read) {
          return unknown(read.unread);
        }

        counted.looked();
        never ??= typeof read === 'object' ? read.lost : undefined;
        return read === 'gone'
          ? unknown(`there is no ${path}`)
          : read === 'more'
            ? unknown('there is more of it than could be read so far')
            : never !== undefined
              ? { forGood: true, ...unknown(never) }
              : (found() ?? { state: 'ok', value: matches.count(), text: counted.quiet(matches.count()) });
      } catch (error) {
        if (error instanceof PatternTooSlow) {
          // It stands behind that part now, of which nobody knows what was in it.
          counted.looked();
          never = error.message;
          return { forGood: true, ...unknown(never) };
        }

        return unknown(`${path}: ${messageOf(error)}`);
      }
    },
    close: source.close,
  };
}

const searchInTime =
  (pattern: RegExp): Search =>
  async (texts) =>
    (await matchInTime(pattern, texts)).map((hit) => hit?.at);
