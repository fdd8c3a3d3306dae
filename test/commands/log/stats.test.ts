import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ProjectPaths } from '../../../src/audit/project.js';
import { openSegment } from '../../../src/audit/segment.js';
import { segmentPath } from '../../../src/audit/segment-files.js';
import { type FilterFlags, toSearch } from '../../../src/commands/log/filter-flags.js';
import type { LogPlace } from '../../../src/commands/log/log-context.js';
import { stats } from '../../../src/commands/log/stats.js';
import { started } from '../../audit/events.js';
import { makeProject, tool } from '../../audit/project.js';
import { answer, evidence } from '../../run/facts.js';
import { inLog, type Said } from './ask-log.js';

interface Past {
  /** `2026-11-19T08:42:00Z` */
  readonly at: string;
  readonly operator?: string;
  readonly target?: string;
  readonly failed?: true;
  readonly overridden?: true;
  readonly committed?: string;
}

/** A run that deploys a minute after it began. */
function addRun(
  project: ProjectPaths,
  { at, operator = 'Ada L.', target = 'production', failed, ...past }: Past,
): string {
  const run = `${at.slice(0, 19).replaceAll(/[-:]/gu, '')}Z-7f3a1c22d0`;
  const begin = Date.parse(at);
  let seconds = 0;
  const clock = { now: () => new Date(begin + 10_000 * seconds++), monotonicMs: () => 0 };
  const writer = openSegment({ project, run, tool, clock });
  const { type: _, ...start } = started({ target });
  writer.append('run.start', { ...start, operator: { ...start.operator, name: operator } });
  const { committed } = past;
  const facts =
    committed === undefined
      ? {}
      : { committed: { commits: 1, oldest: committed, median: committed, newest: committed } };
  for (const event of [
    evidence('release', past.overridden ? 'no-go' : 'go', { facts }),
    answer('release', 'go', {
      how: past.overridden ? 'override' : 'human',
      reason: 'It has to go out today',
      by: operator,
    }),
  ]) {
    const { type, ...fields } = event;
    writer.append(type, fields);
  }
  writer.append('deploy.start', { commit: 'c', steps: ['deploy'], tty: false, out: 'x' });
  writer.append('deploy.end', { commit: 'c', outcome: failed ? 'failed' : 'ok', ms: 1 });
  writer.append('run.end', { outcome: failed ? 'failed' : 'deployed', exit: 0, confirmed: !failed, counts: {} });
  writer.close();
  return run;
}

const askStats = (
  project: ProjectPaths,
  { json = false, ...flags }: FilterFlags & { readonly json?: boolean } = {},
  change: Partial<LogPlace> = {},
): Promise<Said> =>
  inLog(project, (place) => stats(place, toSearch(flags, place), { json, ascii: false }), { tz: 'UTC', ...change });

function threeRuns(): ProjectPaths {
  const project = makeProject();
  addRun(project, { at: '2026-11-17T08:00:00Z', committed: '2026-11-17T07:01:00.000Z' });
  addRun(project, { at: '2026-11-18T08:00:00Z', failed: true, overridden: true });
  addRun(project, { at: '2026-11-18T09:00:00Z', operator: 'Bob' });
  return project;
}

test('stats: a page for people', async () => {
  const { code, out, err } = await askStats(threeRuns());
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(
    /^3 runs from Tue 17 Nov 2026 to Fri 20 Nov 2026, times in UTC\n3 attempts to deploy, 2 ended well/u,
  );
  expect(out).toContain('Time to restore  1 h\n');
  expect(out).toContain('All of it is about the target production.');
});

test('stats: for programs one object, with exactly the promised keys', async () => {
  const page = JSON.parse((await askStats(threeRuns(), { json: true })).out);
  expect(Object.keys(page).join(' ')).toBe(
    'schema span tz runs deployment_frequency lead_time change_fail time_to_restore targets weeks items bad_attempts beside operators hours',
  );
  expect(page).toMatchObject({
    schema: 1,
    span: { from: '2026-11-17T08:00:10.000Z', to: '2026-11-20T10:00:00.000Z' },
    tz: 'UTC',
    runs: {
      found: 3,
      damaged: 0,
      dry_runs: 0,
      attempts: 3,
      deployments: 2,
      outcomes: { deployed: 2, failed: 1, paused: 0 },
    },
    deployment_frequency: { deployments: 2 },
    lead_time: { median_ms: 3_590_000, deployments: 1, unknown: 1 },
    change_fail: { share: 1 / 3, bad: 1, attempts: 3, failed: 1, rolled_back: 0, unknown: 0, incident: 0 },
    time_to_restore: { median_ms: 3_600_000, restored: 1, open: 0 },
    targets: [{ target: 'production', change_fail: { attempts: 3 } }],
    weeks: [{ monday: '2026-11-16', deployments: 2 }],
    items: [
      {
        id: 'release',
        runs: 3,
        found: { go: 2, warn: 0, unknown: 0, no_go: 1 },
        asked: 3,
        go: 2,
        go_share: 2 / 3,
        not_applicable: 0,
        no: 0,
        median_ms_on_screen: 1000,
        last_no_go: { run: '20261118T080000Z-7f3a1c22d0', started: '2026-11-18T08:00:10.000Z' },
        overridden: {
          runs: 1,
          bad: 1,
          deployed: 0,
          unconfirmed: 0,
          failed: 1,
          rolled_back: 0,
          unknown: 0,
          not_launched: 0,
        },
        flags: [],
      },
    ],
    bad_attempts: [
      {
        run: '20261118T080000Z-7f3a1c22d0',
        target: 'production',
        operator: 'Ada L.',
        outcome: 'failed',
        incidents: [],
        items: [{ id: 'release', standing: 'overridden' }],
      },
    ],
    beside: [{ id: 'release', bad: { attempts: 1, overridden: 1 }, others: { attempts: 2, overridden: 0, human: 2 } }],
    operators: [
      { operator: 'Ada L.', attempts: 2, bad: 1, overrides: 1 },
      { operator: 'Bob', attempts: 1, bad: 0, overrides: 0 },
    ],
  });
  expect(page.hours.attempts.map((row: readonly number[]) => row.length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
});

test.each<[name: string, flags: FilterFlags]>([
  ['of one operator', { operator: 'ada' }],
  ['of failed runs only', { outcome: 'failed' }],
  ['until then', { until: '2026-11-18 08:30' }],
  ['with an override', { override: true }],
])('stats: who made the target well again may be outside of what is counted: %s', async (_name, flags) => {
  const page = JSON.parse((await askStats(threeRuns(), { json: true, ...flags })).out);
  expect(page.time_to_restore).toEqual({ median_ms: 3_600_000, restored: 1, open: 0 });
  expect(page.change_fail.attempts).toBeLessThan(3);
});

test('stats: weeks before the log began are no weeks without deploys', async () => {
  const page = JSON.parse((await askStats(threeRuns(), { json: true, since: '2020-01-01' })).out);
  expect(page.span.from).toBe('2026-11-17T08:00:00.000Z');
});

test('stats: a damaged run is counted as such, and spoils nothing else', async () => {
  const project = threeRuns();
  const file = segmentPath(project, '20261118T080000Z-7f3a1c22d0', 1);
  writeFileSync(file, `${readFileSync(file, 'utf8').slice(0, -30)}\n`);
  const { out, code } = await askStats(project);
  expect(code).toBe(0);
  expect(out).toMatch(
    /2 attempts to deploy, 2 ended well.*\nLeft out: 1 run that cannot be trusted, see `shipit log verify`\n/u,
  );
});

test('stats: an empty log is no mistake, and neither is a filter that nothing passes', async () => {
  expect(await askStats(makeProject())).toEqual({ code: 0, out: '', err: 'No run has been recorded yet.\n' });
  expect((await askStats(threeRuns(), { target: 'moon' })).err).toBe('No run is like that.\n');
  expect(JSON.parse((await askStats(makeProject(), { json: true })).out)).toMatchObject({
    span: null,
    deployment_frequency: { per_week: null },
    lead_time: { median_ms: null },
    change_fail: { share: null },
    items: [],
  });
});
