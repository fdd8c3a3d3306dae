import type { Situation } from '../engine/session.js';
import type { Standing } from '../run/questions.js';
import { showDuration } from '../text/duration.js';
import { walked } from '../ui/focus.js';

/** By item id: the place in the log of what was told about it. */
export type Told = Readonly<Record<string, number>>;

/** What is known and settled when the walk begins was told in an earlier one. */
export const toldBefore = ({ run, before, after }: Situation): Told =>
  Object.fromEntries(
    [...before, ...after].flatMap(({ item, state }) => {
      const seq = run.evidence[item.id]?.seq;
      return state === 'settled' && seq !== undefined ? [[item.id, seq]] : [];
    }),
  );

/**
 * One line for each item whose evidence came since: `3 of 9  tests: NO-GO - 2 failed`.
 * @param asked id of the item that is about to be asked, and shown with all that was found
 */
export function newResults(
  situation: Situation,
  told: Told,
  asked?: string,
): { readonly texts: readonly string[]; readonly told: Told } {
  const list = walked(situation);
  const fresh = list.flatMap((one, index) => {
    const seq = situation.run.evidence[one.item.id]?.seq;
    return seq === undefined || told[one.item.id] === seq ? [] : [{ one, index, seq }];
  });
  return {
    texts: fresh
      .filter(({ one }) => one.summary !== '' && one.item.id !== asked)
      .map(({ one, index }) => `${index + 1} of ${list.length}  ${one.item.id}: ${resultWords(one, situation)}`),
    told: { ...told, ...Object.fromEntries(fresh.map(({ one, seq }) => [one.item.id, seq])) },
  };
}

function resultWords({ item, summary }: Standing, { run }: Situation): string {
  const verdict = run.evidence[item.id]?.event.verdict ?? 'unknown';
  return `${verdict === 'no-go' || verdict === 'unknown' ? verdict.toUpperCase() : verdict} - ${summary}`;
}

/** `tests 12 s (412 passed), servers 12 s`; nothing when nothing is being gathered. */
export const gatheringWords = ({ progress }: Situation, nowMs: number): string =>
  [...progress]
    .map(([id, { sinceMs, text }]) => `${id} ${showDuration(nowMs - sinceMs)}${text === '' ? '' : ` (${text})`}`)
    .join(', ');
