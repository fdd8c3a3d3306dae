import { joinsTwoFacts } from './advice-clauses.js';

/** What makes a closed question hard to answer with yes or no. */
export type WordsFault = 'two-questions' | 'two-facts' | 'and-or' | 'negation' | 'or-not';

/**
 * What is wrong with the words of a question, if anything; the first that is found. It knows a handful of English
 * patterns and no grammar: in doubt it says nothing, because advice that is wrong once is not read a second time.
 */
export function faultOfWords(question: string): WordsFault | undefined {
  const text = withoutQuoted(question);
  return faults.find(([, has]) => has(text))?.[0];
}

/** What stands in quotes or backticks is a name. */
const withoutQuoted = (question: string): string =>
  question.replace(/`[^`]*`|"[^"]*"|“[^”]*”|(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])/gu, 'it').replaceAll('’', "'");

const faults: readonly (readonly [WordsFault, (text: string) => boolean])[] = [
  ['two-questions', (text) => /\?.*\?/s.test(text)],
  ['or-not', (text) => /\bor not\b/i.test(text)],
  ['and-or', (text) => /\band\/or\b/i.test(text)],
  ['two-facts', (text) => text.includes(';') || joinsTwoFacts(text)],
  ['negation', (text) => isNegated(text)],
];

/**
 * `no-go` is a word of ours; `No. 5` and `not only` deny nothing. `without` and words with `un-` are left alone: "Can it be
 * undone without losing data?" is plain. So is what only says which thing is meant: "every job that must not run", "a
 * server nobody knows", "a host with no backup".
 */
const isNegated = (text: string): boolean =>
  nobodyFirst.test(text) ||
  denial.test(text.replace(/\b(?:that|which|who)(?: \w+)? (?:not|never)\b|\bwith no\b/gi, 'which'));

const nobodyFirst = /^(?:[\w']+ ){1,2}(?:nobody|nothing|none|nowhere|neither|no-one)\b/i;

const denial =
  /\b(?:no(?!-go|-one|\.)|not(?! only)|never|cannot|(?:is|are|was|were|has|have|had|do|does|did|ca|could|wo|would|should|must|need)n't)\b/i;
