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

  return { ...event, ...cleaned };
};
