import { plural } from '../../text/plural.js';
import type { Times } from '../times.js';
import { tell } from '../told.js';
import { type Found, whatWasFound } from './found.js';
import { logPlaces } from './log-places.js';
import { mdBlock, mdLine } from './markdown-text.js';
import type { Asked, Unanswered } from './story.js';

/** A question as it was shown, its answer and reasons, and what machines had found. */
export function mdAsked({ t, answer, evidence, repeated, counts }: Asked, times: Times): readonly string[] {
  const { about, what, details } = tell(answer, logPlaces);
  return [
    `### ${mdLine(about, 80)}: ${mdLine(answer.question)}`,
    '',
    `**${mdLine(what)}** at ${times.clock(t)}${counts ? '' : ', did not count in the end'}`,
    '',
    // The first of them is the question.
    ...details.slice(1).map((line) => `- ${mdLine(line)}`),
    ...(evidence === undefined ? [] : found(whatWasFound(evidence, answer), repeated)),
    '',
  ];
}

export const mdUnanswered = ({ evidence }: Unanswered): readonly string[] => [
  `### ${mdLine(evidence.check, 80)}: looked at, not answered`,
  '',
  ...found(whatWasFound(evidence), false),
  '',
];

function found(of: Found, told: boolean): readonly string[] {
  const { verdict, summary, findings, lines, outputs } = of;
  const repeated = told && lines.length + outputs.length > 0;
  return [
    `- Evidence: ${mdLine(verdict)}, ${mdLine(summary)}`,
    ...findings.map((one) => `- Finding: ${mdLine(one.verdict)} ${mdLine(one.key)}: ${mdLine(one.text)}`),
    ...(repeated ? ['- The lines of this evidence stand at an earlier question.'] : sources(of)),
    ...(repeated || lines.length === 0 ? [] : ['', ...mdBlock(lines.join('\n'))]),
    ...(repeated ? [] : outputs.flatMap((output) => ['', ...mdBlock(output)])),
  ];
}

/** What went well, and often, would hide the rest. */
const sources = ({ sources: all, allWell }: Found): readonly string[] =>
  allWell && all.length > mostSources
    ? [`- From: ${plural(all.length, 'command')}, all with exit 0`]
    : all.map((source) => `- From: ${mdLine(source, 500)}`);

const mostSources = 3;
