import type { Told } from '../../review/told.js';
import type { Answered, EvidenceGathered } from '../../run/events.js';
import type { Tone } from '../lines.js';
import { look, type Marks } from '../marks.js';

export interface Detail {
  readonly text: string;
  readonly tone?: Tone;
}

/**
 * A question exactly as it was shown, what stood beside it, and how it was answered. Texts are raw.
 * @param told the answer in words; its first detail is the question
 * @param evidence what had been gathered for the item when it was answered
 */
export function answerDetails(
  event: Answered,
  { details }: Told,
  evidence: EvidenceGathered | undefined,
  marks: Marks,
): readonly Detail[] {
  const facet = evidence?.facets.find(({ name }) => name === event.facet);
  const seen = look(event.seen, marks);
  const found = facet ?? evidence;
  const shown = evidence?.findings.filter(({ key }) => event.findings.includes(key)) ?? [];
  const known = new Set(shown.map(({ key }) => key));
  const detail = facet?.detail ?? [];
  return [
    { text: event.question, tone: 'strong' },
    ...(found === undefined
      ? []
      : [{ text: `${seen.mark} ${seen.word.toUpperCase()}  ${found.summary}`, tone: seen.tone }]),
    ...detail.map((text) => ({ text, tone: 'quiet' as const })),
    ...shown.map(({ key, verdict, text }) => ({ text: `${verdict}  ${text}  [${key}]` })),
    ...event.findings.filter((key) => !known.has(key)).map((key) => ({ text: `[${key}]` })),
    ...details.slice(1).map((text) => ({ text, ...(text.startsWith('Reason: ') ? {} : { tone: 'quiet' as const }) })),
  ];
}
