import type { GoAnswer, Verdict } from '../checklist/model.js';
import { showDuration } from '../text/duration.js';
import { plural } from '../text/plural.js';
import { short } from './release.js';
import type { Run } from './run.js';
import { cap } from './verdict.js';
import { finished, lookedAt, type ProbeState, probeKey, toAnswer, type WatchState } from './watch.js';
import type { WatchPlan } from './watch-plan.js';

/** A question of a watch that is open now, or was answered; to be completed by the item it belongs to. */
export interface LiveQuestion {
  readonly facet: string;
  readonly text: string;
  readonly go: GoAnswer;
  readonly verdict: Verdict;
  readonly summary: string;
  readonly detail: readonly string[];
  /** A yes counts from then on: UTC, ISO 8601. */
  readonly goNotBefore?: string;
}

/**
 * Whether a watch asks it by itself, about what it says now. Its one facet besides was gathered once, and can be looked
 * at again like any other.
 */
export const isLive = ({ facet }: { readonly facet?: string }, { watch }: { readonly watch?: WatchPlan }): boolean =>
  watch !== undefined && facet !== 'revision';

/** Sooner nobody can have used what was deployed, in milliseconds (checks.md section 5.11). */
const useItFirstMs = 20_000;

/** How often the operator may wait for a failing probe, in one run. */
export const mostWaits = 2;

/** The questions of a watch that were opened so far, those about failing probes first. */
export function liveQuestions(run: Run, check: string, plan: WatchPlan): readonly LiveQuestion[] {
  const watch = run.watches[check];
  return watch === undefined
    ? []
    : [...failing(run, watch, plan), ...watch.asked.map((facet) => asked(facet, run, watch, plan))];
}

/** Whether all of a watch was opened that ever will be, so that its answers are the end of it. */
export const isOver = (watch: WatchState | undefined): boolean => watch?.asked.includes(finished) ?? false;

/** What keeps this watch from proving that the hosts are well, in words; empty if nothing does. */
export function doubts(watch: WatchState | undefined, plan: WatchPlan): readonly string[] {
  return lookedAt(watch, plan).flatMap((one) => {
    const key = probeKey(one);
    const state = watch?.probes[key];
    const before = watch?.baseline.find((known) => probeKey(known) === key);
    const words = [
      ...(before?.failing ? ['was failing before the deploy'] : []),
      ...(state?.state === 'failing' ? [`is failing: ${state.text}`] : []),
      ...(state !== undefined && !state.proves && state.state === 'ok' && !before?.failing
        ? ['was failing after the deploy, and excused']
        : []),
      ...(state === undefined || state.state === 'unknown' ? [`is unknown: ${state?.text ?? 'nobody looked'}`] : []),
    ];
    return words.length === 0 ? [] : [`${key} ${words.join(', ')}`];
  });
}

/** What has to be said when a watch is called finished, in words: doubts, and what is well, but not for long. */
export const reservations = (watch: WatchState | undefined, plan: WatchPlan): readonly string[] =>
  plan.levels.probes === 'info'
    ? []
    : [
        ...doubts(watch, plan),
        ...Object.entries(watch?.probes ?? {}).flatMap(([key, { warning }]) =>
          warning === undefined ? [] : [`${key}: ${warning}`],
        ),
      ];

/** One line for a watch at any time: `2 probes ok`, `home FAILING: status 500`. */
export function watchSummary(watch: WatchState | undefined, plan: WatchPlan): string {
  if (plan.probes.length === 0) {
    return 'no probes';
  }

  const probes = Object.values(watch?.probes ?? {});
  const bad = probes.filter(({ state }) => state === 'failing');
  if (bad.length > 0) {
    return bad.map((one) => `${probeKey(one)} FAILING${one.excused ? ' (not caused by this)' : ''}`).join(', ');
  }

  const ok = probes.filter(({ state }) => state === 'ok').length;
  const all = lookedAt(watch, plan).length;
  return ok === all ? `${plural(ok, 'probe')} ok` : `${ok} of ${plural(all, 'probe')} ok`;
}

function failing(run: Run, watch: WatchState, { levels }: WatchPlan): readonly LiveQuestion[] {
  const bad = toAnswer(watch);
  const verdict = cap('no-go', levels.probes);
  if (bad.length === 0 || verdict === 'go') {
    return [];
  }

  return [
    {
      facet: 'probes',
      text: run.previous === null ? 'Roll back?' : `Roll back to ${short(run.previous.commit)}?`,
      go: 'no',
      verdict,
      summary: `FAILING: ${bad.map((one) => probeKey(one)).join(', ')}`,
      detail: bad.map(inWords),
    },
  ];
}

const inWords = (probe: ProbeState): string => `${probeKey(probe)}: ${probe.text}`;

function asked(facet: string, run: Run, watch: WatchState, plan: WatchPlan): LiveQuestion {
  if (facet === finished) {
    const words = reservations(watch, plan);
    const doubtful = doubts(watch, plan);
    return {
      facet,
      text: 'Is the deploy finished?',
      go: 'yes',
      verdict: words.length === 0 ? 'go' : 'warn',
      summary:
        words.length === 0
          ? plan.probes.length === 0
            ? `${showDuration(plan.forMs)} without any probe`
            : `everything was green for ${showDuration(plan.forMs)}`
          : doubtful.length === 0
            ? (words[0] ?? '')
            : `${plural(doubtful.length, 'probe')} cannot prove that it is well`,
      detail: words,
    };
  }

  const ended = Date.parse(run.deploy?.endedAt ?? '');
  return {
    facet,
    text: 'Have you used the site yourself since the deploy?',
    go: 'yes',
    verdict: cap('unknown', plan.levels.human),
    summary: plan.url ?? '',
    detail: plan.url === undefined ? [] : [plan.url],
    ...(Number.isNaN(ended) ? {} : { goNotBefore: new Date(ended + useItFirstMs).toISOString() }),
  };
}
