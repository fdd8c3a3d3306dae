import { instantText } from './instant.js';
import type { BadBy, Besides, Dora, ItemStats, Stats } from './stats.js';

/** What `--json` prints. Keys are only ever added; times on the clock are UTC, all others milliseconds; null: not known. */
export function toStatsJson({ span, tz, runs, dora, ...stats }: Stats): Readonly<Record<string, unknown>> {
  return {
    schema: 1,
    span: span === undefined ? null : { from: instantText(span.from), to: instantText(span.to), days: span.days },
    tz,
    runs: {
      found: runs.found,
      damaged: runs.damaged,
      dry_runs: runs.dryRuns,
      attempts: runs.attempts,
      deployments: runs.deployments,
      outcomes: runs.outcomes,
    },
    ...toDoraJson(dora),
    targets: stats.targets.map(({ target, ...one }) => ({ target, ...toDoraJson(one) })),
    weeks: stats.weeks,
    items: stats.items.map(toItemJson),
    bad_attempts: stats.bad,
    beside: stats.beside.map(({ id, bad, good }) => ({ id, bad: toBesidesJson(bad), others: toBesidesJson(good) })),
    operators: stats.operators,
    hours: stats.hours,
  };
}

const toDoraJson = ({ attempts, deployments, bad, badBy, perDay, perWeek, leadTime, failShare, restore }: Dora) => ({
  deployment_frequency: { per_day: perDay ?? null, per_week: perWeek ?? null, deployments },
  lead_time: { median_ms: leadTime.median ?? null, deployments: leadTime.of, unknown: leadTime.unknown },
  change_fail: { share: failShare ?? null, bad, attempts, ...toBadByJson(badBy) },
  time_to_restore: { median_ms: restore.median ?? null, restored: restore.of, open: restore.open },
});

const toBadByJson = ({ failed, rolledBack, unknown, incident }: BadBy) => ({
  failed,
  rolled_back: rolledBack,
  unknown,
  incident,
});

const toItemJson = ({ id, runs, worst, asked, onScreen, lastNoGo, overriddenEnds, ...item }: ItemStats) => ({
  id,
  runs,
  found: { go: worst.go, warn: worst.warn, unknown: worst.unknown, no_go: worst.noGo },
  asked,
  go: item.go,
  go_share: asked === 0 ? null : item.go / asked,
  not_applicable: item.notApplicable,
  no: item.no,
  median_ms_on_screen: onScreen.median ?? null,
  last_no_go: lastNoGo ?? null,
  overridden: {
    runs: item.overridden,
    bad: item.overriddenBad,
    deployed: overriddenEnds.deployed,
    unconfirmed: overriddenEnds.unconfirmed,
    failed: overriddenEnds.failed,
    rolled_back: overriddenEnds['rolled-back'],
    unknown: overriddenEnds.unknown,
    not_launched: overriddenEnds.none,
    open: overriddenEnds.open,
    incident: item.overriddenIncidents,
  },
  flags: item.flags,
});

const toBesidesJson = ({ attempts, standings }: Besides) => ({
  attempts,
  overridden: standings.overridden,
  by_hand: standings['by-hand'],
  accepted_warning: standings['accepted-warning'],
  absent: standings.absent,
  not_applicable: standings['n/a'],
  human: standings.human,
  auto: standings.auto,
});
