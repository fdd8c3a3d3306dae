import type { Situation } from '../engine/session.js';
import { machineVerdict } from '../run/machine-verdict.js';
import type { Standing } from '../run/questions.js';
import { passes } from '../run/verdict.js';
import { showDuration } from '../text/duration.js';
import { walked } from '../ui/focus.js';

/** By item id: the place in the log of what was told about it, and in which words. */
export type Told = Readonly<Record<string, { readonly seq: number; readonly words: string }>>;

/** What is known and settled when the walk begins was told in an earlier one. */
export const toldBefore = (situation: Situation): Told =>
  Object.fromEntries(
    [...situation.before, ...situation.after].flatMap((one) => {
      const seq = situation.run.evidence[one.item.id]?.seq;
      return one.state === 'settled' && seq !== undefined
        ? [[one.item.id, { seq, words: resultWords(one, situation) }]]
        : [];
    }),
  );

/**
 * One line for each item whose evidence came since: `3 of 9  tests: NO-GO - 2 failed`. What is looked at again and again
 * without a key is told when it is another.
 * @param asked id of the item that is about to be asked, and shown with all that was found
 */
export function newResults(
  situation: Situation,
  told: Told,
  asked?: string,
): { readonly texts: readonly string[]; readonly told: Told } {
  const list = walked(situation);
  const fresh = list.flatMap((one, index) => {
    const { seq, event } = situation.run.evidence[one.item.id] ?? {};
    const words = resultWords(one, situation);
    const same = event?.again !== undefined && told[one.item.id]?.words === words;
    return seq === undefined || told[one.item.id]?.seq === seq ? [] : [{ one, index, seq, words, same }];
  });
  return {
    texts: fresh
      .filter(({ one, same }) => one.summary !== '' && one.item.id !== asked && !same)
      .map(({ one, index, words }) => `${index + 1} of ${list.length}  ${one.item.id}: ${words}`),
    told: { ...told, ...Object.fromEntries(fresh.map(({ one, seq, words }) => [one.item.id, { seq, words }])) },
  };
}

function resultWords({ item, summary }: Standing, { run }: Situation): string {
  const evidence = run.evidence[item.id]?.event;
  const verdict = evidence === undefined ? 'unknown' : machineVerdict(evidence);
  if (evidence?.facets.some(({ human }) => human) && passes(verdict)) {
    return `for you to answer - ${summary}`;
  }

  return `${verdict === 'no-go' || verdict === 'unknown' ? verdict.toUpperCase() : verdict} - ${summary}`;
}

/** `tests 12 s (412 passed), servers 12 s`; nothing when nothing is being gathered. */
export const gatheringWords = ({ progress }: Situation, nowMs: number): string =>
  [...progress]
    .map(([id, { sinceMs, text }]) => `${id} ${showDuration(nowMs - sinceMs)}${text === '' ? '' : ` (${text})`}`)
    .join(', ');
