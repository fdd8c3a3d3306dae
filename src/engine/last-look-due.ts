import type { EvidenceGathered } from '../run/events.js';
import type { Finding } from '../run/evidence.js';
import { toGather } from '../run/freshness.js';
import type { Plan, PlannedItem } from '../run/plan.js';
import { facetOfKey } from '../run/question.js';
import { type AckRules, type AcksInForce, ackOf } from './acks.js';
import { acksNow } from './acks-now.js';
import type { SessionParts, Walk } from './parts.js';
import type { Recorder } from './recorder.js';

export interface LastLookContext {
  readonly parts: SessionParts;
  readonly recorder: Recorder;
  readonly walk: Walk;
}

/**
 * Which items the last look gathers again: what is past its time, what changes in a minute, what was accepted and is not any
 * more, and the release once the work tree is not as clean as it was.
 * @param before the items before the deploy
 */
export async function dueAtLastLook(before: Plan, { parts, recorder, walk }: LastLookContext): Promise<Plan> {
  const run = recorder.run();
  const now = parts.clock.now();
  const { acks } = await acksNow(
    {
      root: parts.world.git.root,
      tz: walk.checklist.calendar.tz ?? parts.tz,
      release: run.release,
      previous: run.previous,
      operator: parts.operator,
      people: walk.checklist.people,
    },
    now,
  );
  const stale = toGather(run, before, now, { lastLook: true });
  const due = before.filter((item) => stale.includes(item) || reliesOnEnded(item, run.evidence[item.id]?.event, acks));
  const release = before.find((item) => item.kind === 'release');
  const wasClean = (id: string): boolean =>
    run.evidence[id]?.event.facets.find((facet) => facet.name === 'clean')?.verdict === 'go';
  if (release === undefined || due.includes(release) || !wasClean(release.id)) {
    return due;
  }

  // The work tree was clean when it was asked about; one cheap look tells whether it still is.
  const status = await parts.world.git.run(['status', '--porcelain=v2', '--untracked-files=no', '-z']);
  return status.ok && status.stdout === '' ? due : [...due, release];
}

/** Something it found was accepted when it was gathered, and is not any more. */
const reliesOnEnded = (item: PlannedItem, evidence: EvidenceGathered | undefined, acks: AcksInForce): boolean =>
  (evidence?.findings ?? []).some(
    (finding) =>
      finding.acked_by !== undefined &&
      ackOf({ ...finding, verdict: finding.acked_verdict ?? 'no-go' }, acks, rulesFor(finding, item, evidence))?.is !==
        'active',
  );

/** Those it was accepted by. */
function rulesFor(
  { key }: Finding,
  { id, override, killer }: PlannedItem,
  evidence: EvidenceGathered | undefined,
): AckRules {
  const facet = evidence && facetOfKey(key, id, evidence);
  return {
    override: facet?.override ?? override,
    killer,
    ...(facet !== undefined && key === `${id}:${facet.name}` ? { whole: key } : {}),
  };
}
