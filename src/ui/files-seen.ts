import type { Situation } from '../engine/session.js';
import { short } from '../run/release.js';

/** Whose files the deploy command will see when they are not those of the release, as a sentence; else nothing. */
export function filesSeen({ run, plan }: Situation): string | undefined {
  const release = plan.find((item) => item.kind === 'release');
  const looked = release === undefined ? undefined : run.evidence[release.id]?.event.facts['head'];
  // Without `release` in the checklist, or before it is looked at again, what the operator decided to go on with.
  const head = typeof looked === 'string' && looked !== run.release.commit ? looked : run.kept['head-moved'];
  return head === undefined || head === run.release.commit
    ? undefined
    : `The command will see the files of ${short(head)}, not those of ${short(run.release.commit)}.`;
}
