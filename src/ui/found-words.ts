import type { Verdict } from '../checklist/model.js';
import type { PlannedItem } from '../run/plan.js';
import type { Question } from '../run/questions.js';
import { toldWords } from '../run/told-words.js';

/** What was answered, or else what was found; nothing for a question that only a person can answer. */
export function foundWords(
  question: Question,
  item: PlannedItem,
): { readonly verdict: Verdict; readonly word: string; readonly words: string } | undefined {
  if (question.answer !== undefined) {
    const { answer, how, by, reason, second } = question.answer.event;
    if (how === 'override') {
      const who = `by ${by}${second === undefined ? '' : ` with ${second.by}`}`;
      return { verdict: 'warn', word: 'OVERRIDDEN', words: `${who}: ${reason ?? ''}` };
    }

    if (how === 'accepted-warning') {
      return {
        verdict: 'warn',
        word: 'ACCEPTED',
        words: `by ${by}${reason ? ` (${reason})` : ''}: ${question.summary}`,
      };
    }

    const verdict = question.saidNo ? 'no-go' : answer === 'n/a' ? 'n/a' : 'go';
    return {
      verdict,
      word: verdict.toUpperCase(),
      words:
        how === 'auto'
          ? question.summary
          : [`${answer} by ${by}`, toldWords(question.answer.event, question.form), reason].filter(Boolean).join(': '),
    };
  }

  const onlyHuman = item.human || question.human || (item.watch !== undefined && question.mode === 'human');
  return onlyHuman && !question.saidNo && question.verdict === 'unknown'
    ? undefined
    : { verdict: question.verdict, word: question.verdict.toUpperCase(), words: question.summary };
}
