import { lastDeployId } from '../checklist/reserved.js';
import type { EndOutcome } from './events.js';
import type { Run } from './run.js';

/** How a run ended, or stands. */
export type Outcome = EndOutcome | 'running' | 'paused';

/** One run on one line: what `shipit log list --json` prints. Other programs rely on it. */
export interface RunSummary {
  readonly schema: 1;
  readonly run: string;
  readonly app: string;
  readonly target: string;
  /** Who started it. */
  readonly operator: string;
  /** UTC, ISO 8601, milliseconds. */
  readonly started: string;
  readonly ended: string | null;
  /** Full commits: what the target ran before, if known, and what the run is about. */
  readonly from: string | null;
  readonly to: string;
  readonly outcome: Outcome;
  readonly overrides: number;
  readonly records: number;
  /** Hash of the last record. */
  readonly head: string;
}

/** What a line for people says beyond that. */
export interface RunDigest extends RunSummary {
  /** When its deploy ended, or was found to have ended: UTC, ISO 8601. */
  readonly deployedAt?: string;
  /** Milliseconds from the end of the deploy to the confirmation that it works. */
  readonly confirmedAfterMs?: number;
  /** How its roll-back ended, where that was not well; `not-back`: its command did, and the release still runs. */
  readonly rollBack?: RollBackTrouble;
  /** Who was to go on watching, or why nobody did; of a run that was left unconfirmed. */
  readonly handedTo?: string;
  readonly leftBecause?: string;
  /** The earlier run whose deploy somebody found healthy in this one, although nobody had confirmed it then. */
  readonly confirms?: string;
  /** How many notes were added after it had ended, and how many of them tell of an incident. */
  readonly notes?: number;
  readonly incidents?: number;
  /** The overrides that counted at the end. */
  readonly overridden: readonly { readonly question: string; readonly reason: string; readonly second?: string }[];
}

export type RollBackTrouble = 'failed' | 'stopped' | 'not-back' | 'unknown';

export interface SummaryExtra {
  readonly run: string;
  readonly records: number;
  readonly head: string;
  /** A living process has the run. */
  readonly alive: boolean;
}

export const summarise = (run: Run, { alive, ...extra }: SummaryExtra): RunDigest => ({
  schema: 1,
  run: extra.run,
  app: run.app,
  target: run.target,
  operator: run.operators[0] ?? '',
  started: run.startedAt ?? '',
  ended: run.endedAt ?? null,
  from: run.previous?.commit ?? null,
  to: run.release.commit,
  outcome: outcomeOf(run, alive),
  overrides: run.overrides,
  records: extra.records,
  head: extra.head,
  ...(run.deploy?.endedAt === undefined ? {} : { deployedAt: run.deploy.endedAt }),
  ...rollBackTrouble(run),
  ...confirmation(run),
  ...leaving(run),
  ...confirmsAnother(run),
  ...noted(run),
  overridden: Object.entries(run.answers).flatMap(([question, { event }]) =>
    event.how === 'override'
      ? [{ question, reason: event.reason ?? '', ...(event.second === undefined ? {} : { second: event.second.by }) }]
      : [],
  ),
});

/** Exactly the fields that other programs rely on, in their order. */
export const toRunSummary = (summary: RunSummary): RunSummary => ({
  schema: 1,
  run: summary.run,
  app: summary.app,
  target: summary.target,
  operator: summary.operator,
  started: summary.started,
  ended: summary.ended,
  from: summary.from,
  to: summary.to,
  outcome: summary.outcome,
  overrides: summary.overrides,
  records: summary.records,
  head: summary.head,
});

/** When a target changed, as far as the log knows: not when somebody confirmed or left it. UTC, ISO 8601. */
export const changedAt = ({ outcome, started, ended, deployedAt }: RunDigest): string =>
  outcome === 'rolled-back' ? (ended ?? deployedAt ?? started) : (deployedAt ?? ended ?? started);

/**
 * A run that did not end: somebody has it, or left it, or it broke off. Past its launch it is what became of the deploy,
 * seen by nobody; a deploy or a roll-back without an end is unknown.
 */
function outcomeOf(run: Run, alive: boolean): Outcome {
  if (run.outcome !== undefined) {
    return run.outcome;
  }

  if (alive) {
    return 'running';
  }

  if (run.deploy !== undefined) {
    return afterLaunch(run);
  }

  return run.left === 'paused' ? 'paused' : 'interrupted';
}

function afterLaunch({ deploy, undo }: Run): Outcome {
  if (undo !== undefined) {
    return undo.outcome === 'ok' ? 'rolled-back' : (undo.outcome ?? 'unknown') === 'unknown' ? 'unknown' : 'failed';
  }

  const outcome = deploy?.outcome ?? 'unknown';
  return outcome === 'ok' ? 'unconfirmed' : outcome === 'unknown' ? 'unknown' : 'failed';
}

/** Undefined where nothing was rolled back, or well. A roll-back without an end is one that nobody saw end. */
export function rollBackOf({ undo }: Pick<Run, 'undo'>): RollBackTrouble | undefined {
  const outcome = undo?.outcome ?? 'unknown';
  if (undo === undefined || outcome === 'ok') {
    return undefined;
  }

  const said = undo.checked?.outcome;
  return said === undefined || said === 'back' ? outcome : said;
}

function rollBackTrouble(run: Run): Pick<RunDigest, 'rollBack'> {
  const rollBack = rollBackOf(run);
  return rollBack === undefined ? {} : { rollBack };
}

function confirmation(run: Run): { readonly confirmedAfterMs?: number } {
  const from = Date.parse(run.deploy?.endedAt ?? '');
  const to = Date.parse(run.endedAt ?? '');
  return run.confirmed && to >= from ? { confirmedAfterMs: to - from } : {};
}

function leaving({ confirmed, undo, watches }: Run): Pick<RunDigest, 'handedTo' | 'leftBecause'> {
  const ended = Object.values(watches).flatMap(({ ended: end }) =>
    end === undefined || end.confirmed ? [] : [end],
  )[0];
  const { handed_to: handedTo, left_because: leftBecause } = (undo === undefined ? ended : undo.left) ?? {};
  return confirmed
    ? {}
    : { ...(handedTo === undefined ? {} : { handedTo }), ...(leftBecause === undefined ? {} : { leftBecause }) };
}

function noted({ notes }: Run): Pick<RunDigest, 'notes' | 'incidents'> {
  const incidents = notes.filter(({ event }) => event.incident === true).length;
  return {
    ...(notes.length === 0 ? {} : { notes: notes.length }),
    ...(incidents === 0 ? {} : { incidents }),
  };
}

/** Said by a person who looked, not gone past with an override; a rehearsal settles nothing. */
function confirmsAnother({ answers, evidence, dryRun }: Run): Pick<RunDigest, 'confirms'> {
  const answer = answers[lastDeployId]?.event;
  const run = evidence[lastDeployId]?.event.facts['run'];
  return !dryRun && answer?.answer === 'go' && answer.how !== 'override' && typeof run === 'string'
    ? { confirms: run }
    : {};
}
