import { civil } from '../calendar/civil.js';
import type { Checklist, Target, When } from '../checklist/model.js';
import { laneOf } from '../checks/lane/which.js';
import type { Evidence } from '../run/evidence.js';
import type { Previous, Release } from '../run/release.js';
import { passes } from '../run/verdict.js';
import type { Git } from '../world/git.js';

export interface WhenContext {
  readonly checklist: Checklist;
  readonly target: Target;
  readonly release: Release;
  readonly previous: Previous | null;
  readonly now: Date;
  readonly tz: string;
  readonly git: Git;
  /** Resolves with the evidence of another item; `undefined` for one that is never gathered. */
  readonly evidenceOf: (id: string) => Promise<Evidence | undefined>;
}

/**
 * Why an item does not apply, as a sentence, or `undefined` if it applies. A condition that cannot be decided counts as
 * holding: a question is asked once too often rather than left out.
 */
export async function whyNotApplicable(when: When, context: WhenContext): Promise<string | undefined> {
  const { target, now, tz } = context;
  if (when.target !== undefined && !when.target.includes(target.name)) {
    return `only for ${when.target.join(', ')}`;
  }

  if (when.days !== undefined && !when.days.includes(civil(now, tz).weekday)) {
    return `only on ${when.days.join(', ')}`;
  }

  if (when.changed !== undefined && !(await anyChanged(when.changed, context))) {
    return `nothing changed in ${when.changed.join(', ')}`;
  }

  if (when.found !== undefined && !(await found(when.found, context))) {
    return `${when.found} found nothing`;
  }

  return when.lane === undefined ? undefined : notInLane(when.lane, context);
}

/** Without an item of that kind, or while it cannot say, the lane is not known, and the item applies. */
async function notInLane(lanes: NonNullable<When['lane']>, context: WhenContext): Promise<string | undefined> {
  const lane = await laneOf(context);
  return lane === 'none' || lane === 'unknown' || lanes.includes(lane)
    ? undefined
    : `only in the ${lanes.join(' or ')} lane, and this is ${lane === 'train' ? 'the train' : 'a hotfix'}`;
}

async function anyChanged(globs: readonly string[], { git, previous, release }: WhenContext): Promise<boolean> {
  if (previous === null) {
    return true;
  }

  const paths = await git.changedPaths(previous.commit, release.commit, globs);
  return paths === undefined || paths.length > 0;
}

async function found(id: string, { evidenceOf }: WhenContext): Promise<boolean> {
  const evidence = await evidenceOf(id);
  // Some things are found without being a problem: migrations are.
  return (
    evidence === undefined ||
    !passes(evidence.verdict) ||
    evidence.findings.length > 0 ||
    evidence.facts['found'] === true
  );
}
