import { civil } from '../../calendar/civil.js';
import { plural } from '../../text/plural.js';
import type { FacetFound, PastRun } from '../kind.js';
import { trainAt } from './train.js';
import { lookBackDays, type TrainLook } from './train-look.js';

const lately = { days: 30, hotfixes: 6, trains: 20 } as const;

/** What deploys past the train have come to lately, and what trains have: the log's answer to "does it go well?". */
export function rateFacet(
  { train, tz }: TrainLook,
  runs: readonly PastRun[] | undefined,
  target: string,
  now: Date,
): FacetFound & { readonly facts: Rate | null } {
  if (train === undefined || runs === undefined) {
    return { verdict: 'n/a', summary: 'not known', facts: null };
  }

  const tried = runs.filter((run) => run.tried && run.target === target && ageDays(run, now) <= lookBackDays);
  const isTrain = (run: PastRun): boolean => trainAt(train, civil(new Date(run.started), tz)) !== undefined;
  const hotfixes = tried.filter((run) => !isTrain(run));
  const trains = tried.filter(isTrain).slice(0, lately.trains);
  const last = hotfixes.slice(0, lately.hotfixes);
  const facts = {
    out_of_train_30d: hotfixes.filter((run) => ageDays(run, now) <= lately.days).length,
    hotfixes: last.length,
    hotfixes_rolled_back: last.filter(wasRolledBack).length,
    trains: trains.length,
    trains_rolled_back: trains.filter(wasRolledBack).length,
  };
  return { verdict: 'go', summary: inWords(facts), facts };
}

interface Rate {
  readonly [key: string]: number;
  readonly out_of_train_30d: number;
  readonly hotfixes: number;
  readonly hotfixes_rolled_back: number;
  readonly trains: number;
  readonly trains_rolled_back: number;
}

/** `4 out-of-train deploys in 30 days; 2 of the last 6 were rolled back, 1 of 20 trains was` */
function inWords(rate: Rate): string {
  const count = `${plural(rate.out_of_train_30d, 'out-of-train deploy')} in ${lately.days} days`;
  const ended = [
    ...(rate.hotfixes === 0
      ? []
      : [`${rate.hotfixes_rolled_back} of the last ${rate.hotfixes} ${rolledBack(rate.hotfixes_rolled_back)}`]),
    ...(rate.trains === 0
      ? []
      : [
          `${rate.trains_rolled_back} of ${plural(rate.trains, 'train')} ${rate.trains_rolled_back === 1 ? 'was' : 'were'}`,
        ]),
  ];
  return [count, ...(rate.hotfixes === 0 ? [] : [ended.join(', ')])].join('; ');
}

const rolledBack = (count: number): string => `${count === 1 ? 'was' : 'were'} followed by a roll-back`;

const wasRolledBack = ({ outcome, rollBack }: PastRun): boolean => outcome === 'rolled-back' || rollBack !== undefined;

const ageDays = ({ started }: PastRun, now: Date): number => (now.getTime() - Date.parse(started)) / 86_400_000;
