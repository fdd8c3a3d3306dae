import type { Situation } from '../engine/session.js';
import type { Focus } from '../ui/focus.js';
import type { Screen } from '../ui/screen.js';
import { gatheringWords } from './results.js';

/** What was printed last, and whether a line may answer it. */
export interface Asked {
  /** Changes whenever something else is asked, however slightly. */
  readonly identity: string;
  /** What a line being typed is for. */
  readonly purpose: string;
  /** Monotonic milliseconds, like all times here. */
  readonly atMs: number;
  /** Absent where nothing can be answered. */
  readonly prompt: string | undefined;
  readonly texts: readonly string[];
  /** Since when the prompt stands there; absent before that. */
  readonly openMs?: number;
  /** After how much waiting something was said about it last. */
  readonly remindedMs: number;
}

export function purposeOf({ view }: Screen): string {
  if (view.type !== 'input') {
    return view.type === 'choice' ? 'choice' : '';
  }

  const { purpose } = view;
  return purpose.for === 'told' ? `told ${purpose.filling.line}` : purpose.for;
}

/**
 * Nothing can be answered here before more is found.
 * @param again id of the item that the operator wanted looked at again
 */
export const isWaiting = (focus: Focus, { progress }: Situation, again: string | undefined): boolean =>
  (focus.on === 'waiting' && focus.rows.length === 0) ||
  (focus.on === 'question' && focus.item.id === again && progress.has(again));

/** What is waited for, in a sentence. */
export function waitingWords(focus: Focus, { progress }: Situation, again: string | undefined): string {
  const names = [...progress.keys()].join(', ');
  if (again !== undefined) {
    return `Looking again: ${names}.`;
  }

  return names === ''
    ? `Waiting for evidence${focus.on === 'waiting' && focus.item !== undefined ? ` about ${focus.item.id}` : ''}.`
    : `Gathering evidence: ${names}.`;
}

/** The same after a while. */
export const stillWaiting = (situation: Situation, nowMs: number): string =>
  situation.progress.size === 0 ? 'Still waiting.' : `Still gathering: ${gatheringWords(situation, nowMs)}.`;
