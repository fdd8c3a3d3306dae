import type { Situation } from '../engine/session.js';
import type { Evidence } from '../run/evidence.js';
import { showAge } from '../text/duration.js';
import { plural } from '../text/plural.js';
import type { Focus } from './focus.js';
import type { Marks } from './marks.js';

export interface SourceContext {
  readonly situation: Situation;
  readonly focus: Extract<Focus, { on: 'question' }>;
  readonly now: Date;
}

/**
 * `make test · exit 1 · 3 min ago`; nothing where nothing was gathered. What the item asked answers no question that only a
 * person can answer: it stands on the page of the evidence alone.
 */
export function sourceText(
  { situation, focus, now }: SourceContext,
  marks: Pick<Marks, 'separator'>,
): string | undefined {
  const evidence = situation.run.evidence[focus.item.id]?.event;
  if (evidence === undefined || focus.item.human || focus.question.human || focus.item.watch !== undefined) {
    return undefined;
  }

  const age = showAge(now.getTime() - Date.parse(evidence.at));
  const own = sourceWords({ sources: told(evidence.sources) });
  return own.length === 0 ? `gathered ${age}` : [...own, age].join(` ${marks.separator} `);
}

/** The project's own commands say more than the questions to git around them. */
const told = (sources: Evidence['sources']): Evidence['sources'] =>
  sources.filter(({ cmd }) => !cmd.startsWith('git '));

/** `make test · exit 1`: what was asked, and how it ended; the first source stands for all. */
export function sourceWords({ sources }: Pick<Evidence, 'sources'>): readonly string[] {
  const first = sources[0];
  if (first === undefined) {
    return [];
  }

  const end = first.timedOut
    ? 'timed out'
    : first.signal !== undefined
      ? `died with ${first.signal}`
      : `exit ${first.rc ?? '?'}`;
  return [first.cmd, end, ...(sources.length > 1 ? [`and ${plural(sources.length - 1, 'more source')}`] : [])];
}
