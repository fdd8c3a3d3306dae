import type { Checklist } from '../checklist/model.js';
import { mayBeAcknowledged, whyRefused } from '../engine/acks.js';
import type { CheckedAck } from '../engine/new-ack.js';
import { ownNames } from '../engine/own-names.js';
import { OperatorError } from '../errors.js';
import type { Place } from './context.js';

/** @throws OperatorError for what nobody of that name can accept, whatever its item is called */
export function refuseWhatNeverCounts({ key, by }: CheckedAck, checklist: Checklist | undefined, place: Place): void {
  const [id, facet] = key.split(':');
  const item = [...(checklist?.checks ?? []), ...(checklist?.after ?? [])].find((one) => one.id === id);
  // Where no checklist can be read, an item is taken for what it is called.
  const kindName = item?.kind ?? id ?? '';
  if (!mayBeAcknowledged(kindName, facet)) {
    throw new OperatorError(`\`${key}\` can never be acknowledged`, {
      hint:
        kindName === 'absence'
          ? 'leave is your own, and nobody accepts it for you; it is answered in the run, for that run'
          : kindName === 'signoff'
            ? 'it is about one commit; override it in the run, with a reason'
            : 'what is red or locked now has to be looked at now; override it in the run, with a reason',
    });
  }

  if (checklist === undefined || item === undefined) {
    return;
  }

  // The rule of a facet that is not named in full, or that a freeze brings along, is known when it is looked at.
  const kind = place.kinds.find(({ name }) => name === item.kind);
  const isItself = Object.keys(kind?.facets ?? {}).length === 0;
  const override =
    item.override ??
    (isItself ? kind?.override : facet === undefined ? undefined : (kind?.facets[facet]?.override ?? 'reason'));
  const because = whyRefused(
    by,
    { override: override ?? 'reason', killer: item.killer },
    ownNames(place.operator, checklist.people),
  );
  if (because !== undefined) {
    throw new OperatorError(`\`${key}\` is not accepted: ${because}`, {
      hint:
        override === 'second' && !item.killer
          ? 'somebody else accepts it: --by with their name, once they said so, and their review of the file'
          : 'what is wrong has to be put right, or answered in the run',
    });
  }
}
