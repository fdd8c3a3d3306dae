import { short } from '../run/release.js';
import { showAge } from '../text/duration.js';
import { upperFirst } from '../text/first-letter.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { failingWords } from './failing-words.js';
import { isHeld, isWalk, ownerWords, type Stand, standOf, standWords, type UnfinishedRun } from './stand.js';
import type { Offer, OfferAct } from './status-offer.js';
import { createTimes } from './times.js';

/** What is said of an unfinished run before another one begins; the first text is what it is all about. */
export interface OfferTexts {
  readonly title: string;
  readonly texts: readonly string[];
  /** In the order of the page, the neutral one first. */
  readonly labels: Readonly<Record<OfferAct | 'look', string>>;
}

export interface OfferTextOptions {
  readonly tz: string;
  readonly now: Date;
  /** Further unfinished runs that might be offered. */
  readonly others: number;
}

export function offerTexts({ found }: Offer, { tz, now, others }: OfferTextOptions): OfferTexts {
  const { run, id } = found;
  const stand = standOf(found);
  const times = createTimes(tz, now);
  const who = run.started?.operator;
  const age = showAge(now.getTime() - Date.parse(run.startedAt ?? ''));
  const failing = failingWords(run, times.moment);
  const more = others === 0 ? [] : [`${plural(others, 'more unfinished run')}: shipit status`];
  return {
    title: titleOf(stand, found),
    texts: [
      `${upperFirst(standWords(found, now))}${isHeld(found) ? `; ${ownerWords(found)}` : ''}`,
      ...(failing === undefined ? [] : [failing]),
      `${safeLine(short(run.release.commit), 7)}  ${safeLine(run.release.subject, 120)}`,
      `started by ${safeLine(who?.name ?? '?', 60)} on ${safeLine(who?.host ?? '?', 60)}, ${times.moment(run.startedAt ?? '')} (${age})`,
      `run ${id}`,
      ...more,
    ],
    labels: {
      look: 'Look at it',
      resume: resumeLabel(stand),
      new: isWalk(stand) ? 'Start a new run, this one ends' : 'Start a new run',
      leave: 'Leave',
    },
  };
}

function titleOf(stand: Stand, { run }: UnfinishedRun): string {
  const target = safeLine(run.target, 40);
  switch (stand) {
    case 'deploying':
      return `A deploy to ${target} is running.`;
    case 'rolling-back':
      return `A roll-back of ${target} is running.`;
    case 'lost':
      return `Nobody knows how the last ${run.undo === undefined ? `deploy to ${target}` : `roll-back of ${target}`} ended.`;
    case 'unconfirmed':
      return `The last deploy to ${target} was never confirmed.`;
    case 'failed':
      return `The last ${run.undo === undefined ? `deploy to ${target}` : `roll-back of ${target}`} did not end well.`;
    default:
      return `You have not finished your ${run.dryRun ? 'dry ' : ''}run for ${target}.`;
  }
}

function resumeLabel(stand: Stand): string {
  switch (stand) {
    case 'deploying':
    case 'rolling-back':
      return 'Follow it';
    case 'lost':
      return 'Resume it: say what became of it';
    case 'unconfirmed':
      return 'Resume it: say whether it works';
    case 'failed':
      return 'Resume it: roll back, or try again';
    default:
      return 'Resume it';
  }
}
