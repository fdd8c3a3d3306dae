import { baselineSamples } from '../checks/probe/baseline.js';
import type { Situation } from '../engine/session.js';
import { probeKey } from '../run/watch.js';

/** What the watch will not be able to prove, for who is about to launch; one sentence each. */
export const doubtsBefore = ({ probesBefore = [] }: Situation): readonly string[] =>
  probesBefore.flatMap((probe) => [
    ...(probe.failing
      ? [`${probeKey(probe)} fails already (${probe.summary}): after the deploy it can prove nothing.`]
      : []),
    ...(probe.median !== undefined && probe.samples < baselineSamples
      ? [`${probeKey(probe)} has ${probe.samples} of ${baselineSamples} samples to compare with.`]
      : []),
  ]);

/** `home fails already`, `baseline 4 of 6`: beside the watch, as long as nothing is deployed. */
export function beforeWords({ probesBefore = [] }: Situation): string {
  const failing = probesBefore.filter((probe) => probe.failing).map(probeKey);
  const least = Math.min(
    ...probesBefore.filter(({ median }) => median !== undefined).map(({ samples }) => samples),
    baselineSamples,
  );
  return [
    ...(failing.length > 0 ? [`${failing.join(', ')} ${failing.length === 1 ? 'fails' : 'fail'} already`] : []),
    ...(least < baselineSamples ? [`baseline ${least} of ${baselineSamples}`] : []),
  ].join(', ');
}
