import type { RunEvent } from '../run/events.js';
import { cleanLine, cleanText, type Redact } from './clean-text.js';
import type { Recorder } from './recorder.js';

/**
 * The same recorder, for what people typed: a secret pasted into a reason, or into the subject of a commit, never reaches
 * the log, nor the screen.
 */
export const redactTyped = (recorder: Recorder, redact: Redact): Recorder => ({
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

const withoutSecrets = (event: RunEvent, redact: Redact): RunEvent => {
  const cleaned: Record<string, string> = {};
  for (const [name, value] of Object.entries(event)) {
    if (typedFields.has(name) && typeof value === 'string') {
      cleaned[name] = cleanText(value, redact);
    }
  }

  const whole =
    event.type === 'answer' && event.told !== undefined ? { ...event, told: cleanedTold(event.told, redact) } : event;
  return { ...withCleanSubject(whole, redact), ...cleaned };
};

/** The release that the run is about, or goes on with. */
const withCleanSubject = (event: RunEvent, redact: Redact): RunEvent =>
  event.type === 'run.start' || event.type === 'restart'
    ? { ...event, release: { ...event.release, subject: cleanLine(event.release.subject, redact, 120) } }
    : event;

/** A link, too, can carry a secret. */
const cleanedTold = (told: Readonly<Record<string, string>>, redact: Redact): Record<string, string> =>
  Object.fromEntries(Object.entries(told).map(([name, value]) => [name, cleanText(value, redact)]));
