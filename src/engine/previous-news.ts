import type { NoticeGiven, PreviousLearnt } from '../run/events.js';
import type { Plan } from '../run/plan.js';
import type { Previous } from '../run/release.js';
import type { Run } from '../run/run.js';
import { isCertain, type PreviousFound } from '../world/previous.js';
import { previousNotice } from './notices.js';
import { namesAnother, type Said } from './previous-said.js';

/**
 * What goes on record when hosts and addresses have said what they run. As long as nobody has answered anything that
 * depends on it, the run simply knows better; from then on it is a change that the operator has to decide about. Hosts
 * that could not be asked never take back what was known; one that names another commit than before does, however silent
 * the others are.
 * @param before what the servers said when the run took what it knows for granted
 */
export function previousNews(
  run: Run,
  plan: Plan,
  found: PreviousFound,
  before: Said,
): PreviousLearnt | NoticeGiven | undefined {
  const { servers, previous } = found;
  if (servers === undefined || !['walking', 'decided'].includes(run.phase)) {
    return undefined;
  }

  const learnt: PreviousLearnt = {
    type: 'previous',
    previous,
    said: servers.map(({ host, commit, nothing, error }) => {
      const why = nothing ?? error;
      return { from: host, ...(commit === undefined ? {} : { commit }), ...(why === undefined ? {} : { error: why }) };
    }),
  };
  const known = run.previous;
  const fromServers = namedByServers(found) && !saidByServers(known);
  const isDecided = run.phase === 'decided';
  if (known?.commit === previous?.commit) {
    return fromServers && !isDecided ? learnt : undefined;
  }

  if (!isCertain(found) && !fromServers && !namesAnother(found, run, before)) {
    return undefined;
  }

  return isDecided || isAnswered(run, plan) ? unlessOpen(run, previousNotice(run, previous)) : learnt;
}

/** Whether what was found rests on what a server said, be it that nobody knows that commit. */
const namedByServers = ({ previous, unknownCommit, apart }: PreviousFound): boolean =>
  saidByServers(previous) || unknownCommit !== undefined || apart === true;

const saidByServers = (previous: Previous | null): boolean => previous?.sources.includes('servers') ?? false;

/**
 * Whether a person answered something that was found by what ran before. What passed by itself is looked at again; what
 * only a person knows was asked once too often at most.
 */
const isAnswered = (run: Run, plan: Plan): boolean =>
  plan.some(
    ({ id, needsPrevious, human }) =>
      needsPrevious === true &&
      !human &&
      Object.values(run.answers).some(({ event }) => event.check === id && event.how !== 'auto'),
  );

const unlessOpen = (run: Run, notice: NoticeGiven | undefined): NoticeGiven | undefined =>
  run.notices.some((open) => open.notice === notice?.notice && open.to === notice.to) ? undefined : notice;
