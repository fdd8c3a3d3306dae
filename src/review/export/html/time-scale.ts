import type { RunTime } from '../stretches.js';

/** A part of a run that is drawn to a scale of its own: else half an hour of watching leaves no room for the questions. */
export interface Part {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** Where it is drawn: 0 to 1 of the whole width. */
  readonly left: number;
  readonly right: number;
}

/** Before the launch, the deploy, and what came after it; one part for a run that launched nothing. */
export function partsOf({ from, to, stretches }: RunTime): readonly Part[] {
  const deploys = stretches.filter(({ lane }) => lane === 'deploy');
  const first = deploys[0];
  const last = deploys.at(-1);
  const spans =
    first === undefined || last === undefined
      ? [{ name: 'the whole run', from, to }]
      : [
          { name: 'before the launch', from, to: first.from },
          { name: 'deploy', from: first.from, to: Math.max(first.from, last.to) },
          { name: 'after it', from: Math.max(first.from, last.to), to },
        ].filter((span) => span.to > span.from || span.name === 'deploy');
  const total = Math.max(1, to - from);
  const shares = spans.map((span) => Math.max(least, (span.to - span.from) / total));
  const sum = shares.reduce((a, b) => a + b, 0);
  let used = 0;
  return spans.map((span, index) => {
    const left = used;
    used += (shares[index] ?? 0) / sum;
    return { ...span, left, right: used };
  });
}

/** Of the width, before all parts are fitted into it. */
const least = 0.28;

/** Where an instant is drawn: 0 to 1 of the whole width. */
export function placeOf(parts: readonly Part[], time: number): number {
  const part = parts.find(({ to }) => time <= to) ?? parts.at(-1);
  if (part === undefined) {
    return 0;
  }

  const share = (time - part.from) / Math.max(1, part.to - part.from);
  return part.left + Math.min(1, Math.max(0, share)) * (part.right - part.left);
}
