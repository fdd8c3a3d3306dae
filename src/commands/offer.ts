import { closeAbandoned } from '../engine/close-abandoned.js';
import { type ExitCode, exitCodes, OperatorError } from '../errors.js';
import type { Plain } from '../plain/choose.js';
import { offerTexts } from '../review/offer-page.js';
import { renderRun } from '../review/show.js';
import { isWalk, standOf } from '../review/stand.js';
import { type Offer, type OfferAct, offerAfter, offersFor } from '../review/status-offer.js';
import { createTimes } from '../review/times.js';
import { safeLine } from '../text/sanitise.js';
import type { Choice } from '../ui/choose.js';
import type { ChoosePage } from '../ui/choose-lines.js';
import { loadChooseScreen } from '../ui/load-screen.js';
import type { CommandContext, Place } from './context.js';
import { shownRun } from './shown-run.js';
import { exitOf, listenToSignals } from './signals.js';
import { unfinishedRuns } from './status-runs.js';

export interface OfferOptions {
  /** As it was named; any unless it was. */
  readonly target?: string | undefined;
  /** Full commit of the new run. */
  readonly commit: string;
  readonly dryRun: boolean;
  readonly plain: Plain | undefined;
}

/** What to do before a new run; `ends` is the walk that ends with its start. */
export type Offered =
  | { readonly do: 'new'; readonly ends?: string }
  | { readonly do: 'resume'; readonly run: string }
  | { readonly do: 'leave'; readonly exit: ExitCode };

/** Shows an unfinished run before a new one begins, if there is one. Nothing is gathered, locked or written here. */
export async function offerUnfinished(context: CommandContext, place: Place, options: OfferOptions): Promise<Offered> {
  const now = place.clock.now();
  const offers = offersFor(await unfinishedRuns(place.project, now), {
    ...options,
    target: options.target,
    operator: place.operator,
    now,
  });
  let offer: Offer | undefined = offers[0];
  while (offer !== undefined) {
    const chosen = await shown(context, place, { ...options, offer, others: offers.length - 1 });
    const id = offer.found.id;
    switch (chosen) {
      case 'resume':
        return { do: 'resume', run: id };
      case 'look':
      case 'leave':
        context.stdout.write(
          `shipit: nothing was started\n        go on: shipit resume ${id}\n        look: shipit log show ${id}\n`,
        );
        return { do: 'leave', exit: exitCodes.paused };
      case 'new':
        if (isWalk(standOf(offer.found))) {
          return { do: 'new', ends: id };
        }

        offer = offerAfter(offers, offer);
        break;
      case 'interrupt':
        return { do: 'leave', exit: exitCodes.interrupted };
      default:
        return { do: 'leave', exit: exitOf(chosen) };
    }
  }

  return { do: 'new' };
}

/** Ends the walk that the operator did not want to go on with, now that the new run is on record. */
export function endOfferedWalk({ project, operator, tool }: Place, offered: Offered, run: string): void {
  if (offered.do !== 'new' || offered.ends === undefined) {
    return;
  }

  try {
    closeAbandoned(project, { run: offered.ends, for: run, by: operator.name, tool });
  } catch (error) {
    // Somebody took it up in the meantime, or it cannot be written: then it is simply not ended, and offered again.
    if (!(error instanceof OperatorError)) {
      throw error;
    }
  }
}

type Act = OfferAct | 'look';

interface Shown extends OfferOptions {
  readonly offer: Offer;
  readonly others: number;
}

async function shown(
  context: CommandContext,
  place: Place,
  { offer, others, plain }: Shown,
): Promise<Act | 'interrupt' | NodeJS.Signals> {
  const { page, choices } = pageOf(place, offer, others);
  const { stdin, stdout, env } = context;
  const signals = listenToSignals();
  const { onScreen, onInterrupt, received: interrupted } = signals;
  const common = { stdin, env, clock: place.clock, onScreen, interrupted };
  try {
    if (plain !== undefined) {
      const { askChoice } = await import('../plain/ask-choice.js');
      return await askChoice(page, choices, { ...common, stdout, onInterrupt });
    }

    const { showChoice } = await loadChooseScreen();
    return await showChoice(page, choices, { ...common, stdout: stdout as typeof stdout & { readonly fd: number } });
  } finally {
    signals.stop();
  }
}

function pageOf(
  { project, operator, clock, tz }: Place,
  offer: Offer,
  others: number,
): { readonly page: ChoosePage; readonly choices: readonly Choice<Act>[] } {
  const now = clock.now();
  const { id, run } = offer.found;
  const { title, texts, labels } = offerTexts(offer, { tz, now, others });
  const page: ChoosePage = {
    header: {
      left: `${safeLine(run.app, 40)}, ${safeLine(run.target, 40)}`,
      right: `${operator.name}, ${createTimes(tz, now).moment(now.toISOString())} ${tz}`,
    },
    text: [{ text: title, tone: 'strong' }, ...texts.map((text) => ({ text }))],
    more: (columns) => renderRun({ ...shownRun(project, id).page, tz, now, color: false, columns }),
  };
  const acts = ['look', ...offer.acts] as const;
  return { page, choices: acts.map((act) => ({ act, label: labels[act], ...keyOf[act] })) };
}

const keyOf: Readonly<Record<Act, { readonly key?: string }>> = {
  look: {},
  resume: { key: 'r' },
  new: { key: 'n' },
  leave: { key: 'q' },
};
