import type { GoAnswer } from '../checklist/model.js';

/** The two answers in words that name the state, so that nobody has to remember which of yes and no lets the deploy go. */
export interface AnswerLabels {
  readonly go: string;
  readonly stop: string;
}

/** `Is it on staging?`, go = yes → `Yes, it is (go)` and `No, it is not (stop)`. */
export function answerLabels(question: string, go: GoAnswer): AnswerLabels {
  const state = stateOf(question);
  const yes = state === undefined ? 'Yes' : `Yes, ${state}`;
  const no = state === undefined ? 'No' : `No, ${state === 'it can' ? 'it cannot' : `${state} not`}`;
  return go === 'yes' ? { go: `${yes} (go)`, stop: `${no} (stop)` } : { go: `${no} (go)`, stop: `${yes} (stop)` };
}

const singular = new Set(['is', 'was', 'has', 'does', 'did', 'will', 'would', 'can', 'may', 'should', 'must', 'could']);
const plural = new Set(['are', 'were', 'have', 'do']);

/** `Is Björn, who wrote 0042, here?`, `Is Ana at hand today?` */
const aboutSomebody = /\bwho\b|\bat hand\b|^is (?:every|some|any|no)(?:body|one)\b/i;

function stateOf(question: string): string | undefined {
  const [first = '', second = ''] = question.toLowerCase().split(/\s+/);
  if (second === 'you' || second === 'i') {
    const mine = first === 'are' ? 'am' : first === 'were' ? 'was' : first;
    return singular.has(first) || plural.has(first) ? `I ${mine}` : undefined;
  }

  if (first === 'is' && aboutSomebody.test(question)) {
    return 'they are';
  }

  return singular.has(first) ? `it ${first}` : plural.has(first) ? `they ${first}` : undefined;
}
