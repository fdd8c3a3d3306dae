import type { RunEvent } from '../run/events.js';
import { cleanText } from './clean-text.js';
import type { Recorder } from './recorder.js';

/** The same recorder, for what people typed: a secret pasted into a reason never reaches the log, nor the screen. */
export const redactTyped = (recorder: Recorder, redact: (text: string) => string): Recorder => ({
  ...recorder,
  record: (event) => recorder.record(withoutSecrets(event, redact)),
});

/** Every field that a person fills in with words of their own, whatever the event. */
const typedFields: ReadonlySet<string> = new Set([
  'reason',
  'because',
  'typed',
  'comment',
  'left_because',
  'handed_to',
]);

const withoutSecrets = (event: RunEvent, redact: (text: string) => string): RunEvent => {
  const cleaned: Record<string, string> = {};
  for (const [name, value] of Object.entries(event)) {
    if (typedFields.has(name) && typeof value === 'string') {
      cleaned[name] = cleanText(value, redact);
    }
  }

  const whole =
    event.type === 'answer' && event.told !== undefined ? { ...event, told: cleanedTold(event.told, redact) } : event;
  return { ...whole, ...cleaned };
};

/** A link, too, can carry a secret. */
const cleanedTold = (
  told: Readonly<Record<string, string>>,
  redact: (text: string) => string,
): Record<string, string> =>
  Object.fromEntries(Object.entries(told).map(([name, value]) => [name, cleanText(value, redact)]));
