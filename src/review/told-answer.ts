import type { Answered } from '../run/events.js';
import { showDuration } from '../text/duration.js';
import { answerMeaning } from './answer-words.js';
import { type Told, told } from './told-line.js';

export function tellAnswer(event: Answered): Told {
  const { said, go } = answerMeaning(event);
  const how = event.how === 'auto' ? 'passed by itself' : `by ${event.by} (${howWords[event.how]})`;
  const seen = event.how === 'auto' ? [] : [`On screen for ${showDuration(event.ms_on_screen)}, as ${event.seen}.`];
  return told(
    nameOf(event.check, event.facet),
    `answered ${event.answer.toUpperCase()}${said === undefined ? '' : `: ${said},`} ${how}`,
    event.how === 'override' ? 'careful' : event.answer === 'no-go' || event.answer === 'stop' ? 'bad' : 'good',
    [
      `"${event.question}"`,
      ...(event.because === undefined ? [] : [`Asked because: ${event.because}`]),
      ...(event.reason === undefined ? [] : [`Reason: ${event.reason}`]),
      ...Object.entries(event.told ?? {}).map(([name, value]) => `Told, ${name}: ${value}`),
      ...(event.follow_up === undefined ? [] : [`"${event.follow_up.question}" ${event.follow_up.answer}`]),
      ...(event.second === undefined
        ? []
        : [`Second person: ${event.second.by} (${event.second.how}, ${event.second.verified ? '' : 'not '}verified)`]),
      ...(go === undefined ? [] : [`What go means here: ${go}`]),
      ...seen,
    ],
  );
}

/** `tests`, or `release/size` where it is about one facet. */
export const nameOf = (check: string, facet: string | undefined): string =>
  facet === undefined ? check : `${check}/${facet}`;

const howWords = {
  auto: 'auto',
  'accepted-warning': 'accepted a warning',
  'by-hand': 'by hand',
  human: 'asked',
  override: 'override',
} as const;
