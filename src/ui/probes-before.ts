import type { Situation } from '../engine/session.js';
import { probeKey } from '../run/watch.js';

/** Samples that a limit over the baseline is made from (checks.md section 5.11). */
const wantedSamples = 6;

/** What the watch will not be able to prove, for who is about to launch; one sentence each. */
export const doubtsBefore = ({ probesBefore = [] }: Situation): readonly string[] =>
  probesBefore.flatMap((probe) => [
    ...(probe.failing
      ? [`${probeKey(probe)} fails already (${probe.summary}): after the deploy it can prove nothing.`]
      : []),
    ...(probe.median !== undefined && probe.samples < wantedSamples
      ? [`${probeKey(probe)} has ${probe.samples} of ${wantedSamples} samples to compare with.`]
      : []),
  ]);

/** `home fails already`, `baseline 4 of 6`: beside the watch, as long as nothing is deployed. */
export function beforeWords({ probesBefore = [] }: Situation): string {
  const failing = probesBefore.filter((probe) => probe.failing).map(probeKey);
  const least = Math.min(
    ...probesBefore.filter(({ median }) => median !== undefined).map(({ samples }) => samples),
    wantedSamples,
  );
  return [
    ...(failing.length > 0 ? [`${failing.join(', ')} ${failing.length === 1 ? 'fails' : 'fail'} already`] : []),
    ...(least < wantedSamples ? [`baseline ${least} of ${wantedSamples}`] : []),
  ].join(', ');
}
