import { civil } from '../calendar/civil.js';
import { readAcks } from '../checklist/acks-file.js';
import type { Checklist } from '../checklist/model.js';
import { OperatorError, OperatorErrors, showPlace } from '../errors.js';
import type { Operator, Previous, Release } from '../run/release.js';
import type { AcksInForce } from './acks.js';
import { ownNames } from './own-names.js';

export interface AcksContext {
  /** Top of the work tree; absolute. */
  readonly root: string;
  /** Of the checklist. */
  readonly tz: string;
  readonly release: Release;
  readonly previous: Previous | null;
  readonly operator: Operator;
  /** Of the checklist. */
  readonly people: Checklist['people'];
}

/** What the file says at this moment. */
export interface AcksNow {
  readonly acks: AcksInForce;
  /** SHA-256 of the file. */
  readonly sha256?: string;
  /** Why none of its entries count, as a sentence: it became unreadable since the run began. */
  readonly problem?: string;
}

/**
 * The acknowledgements as their file has them now. Read anew for every gathering, so that one that was taken back counts
 * no longer. A file with a mistake in it silences nothing.
 */
export async function acksNow(
  { root, tz, release, previous, operator, people }: AcksContext,
  now: Date,
): Promise<AcksNow> {
  const none = { list: [], today: '', commits: [], ownNames: [] };
  try {
    const { list, content } = await readAcks(root);
    const commits = [release.commit, ...(previous === null ? [] : [previous.commit])];
    return content === undefined
      ? { acks: none }
      : {
          acks: { list, today: civil(now, tz).date, commits, ownNames: ownNames(operator, people) },
          sha256: content.sha256,
        };
  } catch (error) {
    return { acks: none, problem: `no acknowledgement counts: ${inWords(error)}` };
  }
}

function inWords(error: unknown): string {
  const [first] = error instanceof OperatorErrors ? error.errors : [error];
  const where = first instanceof OperatorError && first.place !== undefined ? `${showPlace(first.place)} ` : '';
  return `${where}${first instanceof Error ? first.message : String(first)}`;
}
