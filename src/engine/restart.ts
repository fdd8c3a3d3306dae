import { putText } from '../audit/evidence-store.js';
import type { Checklist } from '../checklist/model.js';
import { askRevision } from '../checks/ask-revision.js';
import { askPatchesBack } from '../checks/patches/patches-back.js';
import { OperatorError } from '../errors.js';
import type { NoticeGiven, Restarted } from '../run/events.js';
import type { Plan, PlannedItem } from '../run/plan.js';
import type { RepoCommits } from '../run/release.js';
import type { Run } from '../run/run.js';
import { isCertain, type PreviousFound } from '../world/previous.js';
import { freezeRepos, readRepos } from '../world/repos.js';
import { askedAsBefore } from './ask-last-deploy.js';
import { currentPrevious } from './current-previous.js';
import type { SessionParts, Walk } from './parts.js';
import { planRun } from './plan.js';
import { refuseWhatCannotRun } from './refuse.js';
import { whatStays } from './stays.js';

export interface RestartContext {
  readonly parts: SessionParts;
  readonly run: Run;
  readonly walk: Walk;
}

export interface Restart {
  readonly event: Restarted;
  readonly checklist: Checklist;
  readonly previousFound: PreviousFound;
  /** What the operator should know beyond what they chose. */
  readonly said?: string;
}

/**
 * What a run starts over with, and what it keeps: for another commit all that is not bound to the commit, for an
 * edited checklist all items that read the same, and whose surroundings do, for another previous nothing. An item that
 * is asked only if another one found something is never kept: what the other one finds may be new.
 * @throws OperatorError when what it should start over with cannot be had; the run stays as it was.
 */
export async function restartFor(notice: NoticeGiven, context: RestartContext): Promise<Restart> {
  const restart = await restartAbout(notice, context);
  const repos = await reposFor(notice, restart.checklist, context);
  return Object.keys(repos).length === 0 ? restart : { ...restart, event: { ...restart.event, repos } };
}

/** A commit that was frozen stays as long as the release does; what is new in an edited checklist is frozen now. */
async function reposFor(
  { notice }: NoticeGiven,
  { repos }: Checklist,
  { parts, run, walk }: RestartContext,
): Promise<RepoCommits> {
  const now = freezeRepos(await readRepos(parts.world.git.root, repos, parts.world.commands));
  const kept = Object.entries(run.repos).filter(
    ([name]) => name in now && repos[name]?.path === walk.checklist.repos[name]?.path,
  );
  return notice === 'checklist-edited' ? { ...now, ...Object.fromEntries(kept) } : now;
}

async function restartAbout(notice: NoticeGiven, context: RestartContext): Promise<Restart> {
  const { parts, run, walk } = context;
  const base = { type: 'restart' as const, why: notice.notice, by: parts.operator.name };
  switch (notice.notice) {
    case 'head-moved': {
      const release = await parts.world.git.resolve(notice.to);
      if (release === undefined) {
        throw new OperatorError(`commit ${notice.to} cannot be read`);
      }

      const previousFound = await currentPrevious(parts, walk, walk.previous.found().servers);
      // A silent server takes back nothing of what was known; another one may have said that it is different now.
      const isNew = isCertain(previousFound) || run.notices.some((open) => open.notice === 'previous-changed');
      const previous = isNew ? previousFound.previous : run.previous;
      if (previous?.commit !== run.previous?.commit) {
        // Somebody deployed meanwhile: what was answered was about another difference.
        const event = { ...base, release, previous, keeps: [] };
        return { event, checklist: walk.checklist, previousFound, said: startedOver };
      }

      const keeps = idsOf(walk.plan.filter((item) => !item.boundToCommit && !dependsOnFindings(item)));
      return { event: { ...base, release, previous, keeps }, checklist: walk.checklist, previousFound };
    }
    case 'checklist-edited': {
      const read = askedAsBefore(await parts.reload(), walk.checklist);
      const target = read.targets.find(({ name }) => name === run.target);
      if (target === undefined) {
        throw new OperatorError(`the edited checklist has no target ${run.target} any more`);
      }

      const checklist = askPatchesBack(askRevision(read, target));
      refuseWhatCannotRun(checklist, run.dryRun);

      const sha256 = putText(parts.project, JSON.stringify(checklist));
      const planned = planRun(checklist, parts.kinds, run.release, run.target);
      const keeps = whatStays(walk.checklist, checklist, planned, parts.kinds);
      return {
        event: {
          ...base,
          release: run.release,
          previous: run.previous,
          checklist: { sha256, sources: checklist.sources },
          keeps,
        },
        checklist,
        previousFound: walk.previous.found(),
      };
    }
    case 'previous-changed': {
      const previousFound = await currentPrevious(parts, walk, walk.previous.found().servers);
      const { previous } = previousFound;
      return {
        event: { ...base, release: run.release, previous, keeps: [] },
        checklist: walk.checklist,
        previousFound,
      };
    }
  }
}

const startedOver = 'Somebody deployed meanwhile: everything is asked again.';

const dependsOnFindings = ({ when }: PlannedItem): boolean => when?.changed !== undefined || when?.found !== undefined;

const idsOf = (plan: Plan): readonly string[] => plan.map((item) => item.id);
