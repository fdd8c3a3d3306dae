import { getText } from '../audit/evidence-store.js';
import { leftRunning } from '../audit/left-running.js';
import { isOwned, toStampedEvents } from '../audit/read.js';
import { runIdTime } from '../audit/run-id.js';
import { readSegments } from '../audit/segments.js';
import type { ProjectPaths } from '../audit/state.js';
import { type Listed, listSummaries } from '../audit/summaries.js';
import type { Checklist } from '../checklist/model.js';
import { laterDeploy } from '../engine/later-deploy.js';
import { planRun } from '../engine/plan.js';
import { isHeld, isWalk, standOf, type UnfinishedRun } from '../review/stand.js';
import { foldRun } from '../run/fold.js';
import type { Run } from '../run/run.js';
import { rollBackOf } from '../run/summary.js';
import { allSettled, standings } from '../run/walk.js';

/** How many runs of the log are looked through, newest first. */
export const lookBack = 500;

/**
 * All runs that somebody still has to do something about, newest first. Left out: what another run deployed over since,
 * and walks that nobody has touched for a month. Reads only, and never waits.
 */
export async function unfinishedRuns(project: ProjectPaths, now: Date): Promise<readonly UnfinishedRun[]> {
  const listed = [...listSummaries(project, lookBack)];
  // A deploy that nobody confirmed then may have been found healthy in a later run.
  const confirmed = new Set(listed.map(({ digest }) => digest.confirms));
  const found: UnfinishedRun[] = [];
  for (const one of listed) {
    if (one.damaged || (open.has(one.digest.outcome) && !isCovered(one, listed))) {
      const unfinished = await readUnfinished(project, one.digest.run);
      if (isOpen(unfinished) && !confirmed.has(unfinished.id) && isRelevant(project, unfinished, listed, now)) {
        found.push(unfinished);
      }
    }
  }

  return found;
}

/** Outcomes that may be no end. */
const open: ReadonlySet<string> = new Set(['running', 'paused', 'interrupted', 'unknown', 'unconfirmed', 'failed']);

/** Runs that tried to change what a target runs. */
const attempts: ReadonlySet<string> = new Set(['deployed', 'unconfirmed', 'failed', 'rolled-back', 'unknown']);

/** Without a look at its records: it ended before a later attempt on its target began. */
const isCovered = ({ digest }: Listed, listed: readonly Listed[]): boolean =>
  digest.ended !== null && deployedSince(listed, digest.target, digest.ended) !== undefined;

/** @param target empty for a run whose beginning cannot be read: it may have been about any */
const deployedSince = (listed: readonly Listed[], target: string, since: string): string | undefined =>
  listed.find(
    ({ digest }) =>
      digest.target !== '' &&
      (target === '' || digest.target === target) &&
      attempts.has(digest.outcome) &&
      digest.started > since,
  )?.digest.run;

/** The run that deployed to its target since, or tried to; undefined if none did. */
export const overtakenBy = (
  project: ProjectPaths,
  { id, run, lastAt }: UnfinishedRun,
  listed: readonly Listed[] = [...listSummaries(project, lookBack)],
): string | undefined =>
  run.deploy === undefined ? deployedSince(listed, run.target, lastAt) : laterDeploy(project, id, run);

export async function readUnfinished(project: ProjectPaths, id: string): Promise<UnfinishedRun> {
  const segments = readSegments(project, id);
  const records = segments.lines.map(({ record }) => record);
  const run = foldRun(toStampedEvents(records));
  const { owner, released, damage } = segments;
  const pid = leftRunning(run);
  return {
    id,
    run: run.startedAt === undefined ? { ...run, startedAt: runIdTime(id) } : run,
    lastAt: records.at(-1)?.t ?? '',
    damaged: damage !== undefined,
    ...(damage?.newer ? { newer: true as const } : {}),
    ...(owner === undefined || released
      ? {}
      : { owner: { pid: owner.pid, host: owner.host, alive: isOwned(segments) } }),
    progress: run.deploy === undefined ? await progressOf(project, run) : undefined,
    ...(pid === undefined ? {} : { leftRunning: pid }),
  };
}

/** Where the walk stands by its own checklist; undefined if that cannot be read, or not by this version. */
async function progressOf(project: ProjectPaths, run: Run): Promise<UnfinishedRun['progress']> {
  const text = getText(project, run.checklistSha256);
  if (text === undefined) {
    return undefined;
  }

  try {
    const { kinds } = await import('../checks/index.js');
    // Written by us, and its bytes were just checked against the digest in the chain.
    const checklist = JSON.parse(text) as Checklist;
    const list = standings(run, planRun(checklist, kinds, run.release, run.target));
    const next = list.find(({ state }) => state !== 'settled')?.item.id;
    return {
      settled: list.filter(({ state }) => state === 'settled').length,
      of: list.length,
      ...(allSettled(list) || next === undefined ? {} : { next }),
    };
  } catch {
    return undefined;
  }
}

/**
 * Whoever left a failed deploy by a word of theirs, or stopped the walk, has finished it. A roll-back that failed is not
 * finished by leaving it: what the target runs is not known.
 */
const isOpen = ({ run, damaged }: UnfinishedRun): boolean =>
  damaged ||
  (run.started !== undefined &&
    (run.outcome === undefined ||
      run.outcome === 'unconfirmed' ||
      run.outcome === 'unknown' ||
      rollBackOf(run) !== undefined));

const monthMs = 30 * 86_400_000;

function isRelevant(project: ProjectPaths, found: UnfinishedRun, listed: readonly Listed[], now: Date): boolean {
  const { run, lastAt, damaged } = found;
  const held = isHeld(found);
  if (held || damaged) {
    return held || deployedSince(listed, run.target, lastAt || runIdTime(found.id)) === undefined;
  }

  const isOld = isWalk(standOf(found)) && now.getTime() - Date.parse(lastAt) >= monthMs;
  return !isOld && overtakenBy(project, found, listed) === undefined;
}
