import { acksFile } from '../checklist/acks-file.js';
import { OperatorError, OperatorErrors, showPlace } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { cleanLine } from './clean-text.js';
import { checkedAck } from './new-ack.js';
import type { SessionParts, Walk } from './parts.js';
import type { Recorder } from './recorder.js';
import type { AcceptWish } from './session.js';
import { todayIn } from './situation.js';
import { writeAcks } from './write-acks.js';

export interface AcceptContext {
  readonly parts: SessionParts;
  readonly recorder: Recorder;
  readonly walk: Walk;
}

/**
 * Accepts findings until a date: in the file first, then on record, so that the record never tells of what is not there.
 * @returns what to tell the operator
 * @throws AuditError when it cannot be recorded
 */
export async function accept(wish: AcceptWish, { parts, recorder, walk }: AcceptContext): Promise<string> {
  const { check, facet, keys, until } = wish;
  const by = parts.operator.name;
  const reason = cleanLine(wish.reason, parts.redact, 500);
  try {
    const today = todayIn(parts, walk.checklist);
    const acks = keys.map((key) => checkedAck({ key, until, reason, by }, today));
    // The finding is open: whatever entry there is does not count any more, or only for another commit.
    await writeAcks(parts.world.git.root, acks, { renew: true });
  } catch (error) {
    return `Nothing was accepted: ${inWords(error)}`;
  }

  for (const key of keys) {
    recorder.record({ type: 'acked', check, ...(facet === undefined ? {} : { facet }), key, until, reason, by });
  }

  return `Accepted until ${until}: ${acksFile} was written; commit it for review.`;
}

function inWords(error: unknown): string {
  const [first] = error instanceof OperatorErrors ? error.errors : [error];
  if (!(first instanceof OperatorError)) {
    throw error;
  }

  return safeLine(`${first.place === undefined ? '' : `${showPlace(first.place)} `}${first.message}`, 300);
}
