import type { EvidenceGathered } from '../../run/events.js';
import type { Times } from '../times.js';
import { tell } from '../told.js';
import { logPlaces } from './log-places.js';
import { mdBlock, mdLine } from './markdown-text.js';
import type { Asked, Unanswered } from './story.js';

/** A question as it was shown, its answer and reasons, and what machines had found. */
export function mdAsked({ t, answer, evidence, counts }: Asked, times: Times): readonly string[] {
  const { about, what, details } = tell(answer, logPlaces);
  return [
    `### ${mdLine(about, 80)}: ${mdLine(answer.question)}`,
    '',
    `**${mdLine(what)}** at ${times.clock(t)}${counts ? '' : ', did not count in the end'}`,
    '',
    // The first of them is the question.
    ...details.slice(1).map((line) => `- ${mdLine(line)}`),
    ...(evidence === undefined ? [] : found(evidence, answer)),
    '',
  ];
}

export const mdUnanswered = ({ evidence }: Unanswered): readonly string[] => [
  `### ${mdLine(evidence.check, 80)}: looked at, not answered`,
  '',
  ...found(evidence),
  '',
];

function found(evidence: EvidenceGathered, answer?: Asked['answer']): readonly string[] {
  const facet = evidence.facets.find(({ name }) => name === answer?.facet);
  const keys = new Set(answer?.findings);
  const lines = [...(facet?.detail ?? []), ...evidence.detail];
  return [
    `- Evidence: ${mdLine(facet?.verdict ?? evidence.verdict)}, ${mdLine(facet?.summary ?? evidence.summary)}`,
    ...evidence.findings
      .filter(({ key }) => keys.size === 0 || keys.has(key))
      .map(({ key, verdict, text }) => `- Finding: ${mdLine(verdict)} ${mdLine(key)}: ${mdLine(text)}`),
    ...evidence.sources.map(
      ({ cmd, rc }) => `- From: ${mdLine(cmd, 500)}${rc === undefined ? '' : `, exit ${mdLine(rc)}`}`,
    ),
    ...(lines.length === 0 ? [] : ['', ...mdBlock(lines.join('\n'))]),
    ...evidence.sources.flatMap(({ tail }) => ((tail ?? '') === '' ? [] : ['', ...mdBlock(tail)])),
  ];
}
