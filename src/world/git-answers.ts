import type { SourceAsked } from '../run/evidence.js';
import type { GitAnswer } from './git-process.js';
import { whyNot } from './git-process.js';

/** What git said, or in words why it said nothing: never an empty list in its place. */
export type Read<Value> =
  | { readonly known: true; readonly value: Value; readonly source: SourceAsked }
  | { readonly known: false; readonly why: string; readonly source?: SourceAsked };

export const read = <Value>(answer: GitAnswer, value: (stdout: string) => Value): Read<Value> =>
  answer.ok
    ? { known: true, value: value(answer.stdout), source: answer.source }
    : { known: false, why: whyNot(answer), source: answer.source };

/**
 * Keeps what was learned about things that never change, by their full ids: several checks want the same at the same
 * moment, and one git process answers them all. What failed is asked again.
 */
export function remembered<Value>(ask: (key: string) => Promise<Read<Value>>): (key: string) => Promise<Read<Value>> {
  const known = new Map<string, Promise<Read<Value>>>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) {
      return before;
    }

    const asked = ask(key).then((answer) => {
      if (!answer.known) {
        known.delete(key);
      }

      return answer;
    });
    known.set(key, asked);
    return asked;
  };
}
