import { answerLabels } from '../run/answer-labels.js';
import type { Answered } from '../run/events.js';
import { passes } from '../run/verdict.js';

/** What an answer meant, with the words that stood on screen. */
export interface AnswerMeaning {
  /** What was said, `No, it has not`; absent where the screen offered other words: an override, a warning, an objection. */
  readonly said?: string;
  /** What go would have said, where that is told neither by `said` nor by the question itself. */
  readonly go?: string;
}

export function answerMeaning(event: Answered): AnswerMeaning {
  const labels = labelsOf(event);
  if (labels === undefined || (event.answer !== 'go' && event.answer !== 'no-go')) {
    return {};
  }

  if (event.how === 'human' || event.how === 'by-hand') {
    if (event.answer === 'go') {
      return { said: labels.go };
    }

    // A no to what had passed may be an objection, which has no words of its own.
    if (!passes(event.seen)) {
      return { said: labels.stop };
    }
  }

  return event.how === 'auto' && event.go_answer === 'yes' ? {} : { go: labels.go };
}

/** A record that somebody changed may hold anything. */
function labelsOf({ question, go_answer: go }: Answered): ReturnType<typeof answerLabels> | undefined {
  if (typeof question !== 'string' || (go !== 'yes' && go !== 'no')) {
    return undefined;
  }

  const labels = answerLabels(question, go);
  return { go: bare(labels.go), stop: bare(labels.stop) };
}

const bare = (label: string): string => label.replace(/ \((?:go|stop)\)$/u, '');
