import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/audit/clock.js';
import { appendIndex } from '../../src/audit/index-file.js';
import type { ProjectPaths } from '../../src/audit/project.js';
import { createRunId } from '../../src/audit/run-id.js';
import { openSegment } from '../../src/audit/segment.js';
import { segmentPath } from '../../src/audit/segment-files.js';
import { openProject, projectId } from '../../src/audit/state.js';
import { readListed } from '../../src/audit/summaries.js';
import type { RunEvent } from '../../src/run/events.js';
import { started } from '../audit/events.js';
import { tool } from '../audit/project.js';
import { type Cli, cli } from './cli.js';

const projectOf = ({ root, env }: Cli): ProjectPaths =>
  openProject({
    stateDir: env['SHIPIT_STATE_DIR'] ?? '',
    projectId: projectId({ commonDir: join(root, '.git') }),
    write: true,
  });

let runs = 0;

/** A run of its own second, let go by whoever wrote it. @param ago minutes since it began, longer than any other's before */
function recorded(project: ProjectPaths, ...events: readonly RunEvent[]): string {
  runs += 1;
  const id = createRunId(new Date(Date.now() - 3_600_000 + runs * 1000), () => '7f3a1c22d0');
  const writer = openSegment({ project, run: id, tool });
  for (const { type, ...body } of [started(), ...events]) {
    writer.append(type, body);
  }

  writer.close();
  if (events.at(-1)?.type === 'run.end') {
    appendIndex(project, readListed(project, id).digest);
  }

  return id;
}

const deployed: readonly RunEvent[] = [
  { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' },
  { type: 'deploy.end', commit: 'c', outcome: 'ok', ms: 1 },
];
const end = (outcome: 'deployed' | 'unconfirmed' | 'stopped' | 'failed'): RunEvent => ({
  type: 'run.end',
  outcome,
  exit: 0,
  confirmed: outcome === 'deployed',
  counts: { overrides: 0, byHand: 0, unknown: 0 },
});
const paused: RunEvent = { type: 'pause', by: 'Ada L.' };

interface Found {
  readonly runs: readonly { readonly run: string; readonly state: string }[];
  readonly locks: readonly { readonly target: string; readonly state: string }[];
  readonly targets: readonly { readonly target: string; readonly live: { readonly run: string } | null }[];
}

const json = (project: Cli): Found => JSON.parse(project.shipit(['status', '--json']).stdout);

test('without a checklist and without a log it says that nothing is unfinished, and makes no directory', () => {
  const project = cli('');
  const { stdout, stderr, status } = project.shipit(['status']);
  expect([stdout, stderr, status]).toEqual(['Nothing is unfinished, and nothing was deployed from here yet.\n', '', 0]);
  expect(existsSync(project.env['SHIPIT_STATE_DIR'] ?? '')).toBe(false);
});

test('unfinished runs, newest first; what ended is none', () => {
  const project = cli('');
  const log = projectOf(project);
  const first = recorded(log, paused);
  recorded(log, end('stopped'));
  const second = recorded(log, paused);
  expect(json(project).runs.map(({ run, state }) => [run, state])).toEqual([
    [second, 'paused'],
    [first, 'paused'],
  ]);
});

test('a deploy that nobody confirmed stays until another run deployed over it', () => {
  const project = cli('');
  const log = projectOf(project);
  const first = recorded(log, ...deployed, end('unconfirmed'));
  expect(json(project)).toMatchObject({
    runs: [{ run: first, state: 'unconfirmed' }],
    targets: [{ target: 'production', live: { run: first, confirmed: false } }],
  });
  const second = recorded(log, ...deployed, end('deployed'));
  expect(json(project)).toMatchObject({ runs: [], targets: [{ live: { run: second, confirmed: true } }] });
});

/** A run that this process has open until the test ends. */
function open(project: ProjectPaths, ...events: readonly RunEvent[]): string {
  const id = createRunId(new Date(), () => '7f3a1c22d0');
  const writer = openSegment({ project, run: id, tool });
  onTestFinished(() => writer.close());
  for (const { type, ...body } of [started(), ...events]) {
    writer.append(type, body);
  }

  return id;
}

test('while a deploy is watched, that is what its target runs', () => {
  const project = cli('');
  const log = projectOf(project);
  recorded(log, ...deployed, end('deployed'));
  const watched = open(log, ...deployed);
  expect(json(project)).toMatchObject({
    runs: [{ run: watched, state: 'watched' }],
    targets: [{ live: { run: watched, confirmed: false, open: true }, last: { run: watched, outcome: 'unconfirmed' } }],
  });
  expect(project.shipit(['status']).stdout.replaceAll(/\s+/g, ' ')).toContain('by Ada L., not confirmed yet');
});

test('while a deploy runs, nobody knows what its target runs', () => {
  const project = cli('');
  const log = projectOf(project);
  const [begun] = deployed;
  const running = open(log, ...(begun === undefined ? [] : [begun]));
  expect(json(project).targets).toMatchObject([{ live: null, last: { run: running, outcome: 'running' } }]);
});

test.each<[string, readonly RunEvent[]]>([
  ['left open by a crash', []],
  ['handed over later', [end('unconfirmed')]],
])('the time of a deploy is that of its end: %s', (_name, events) => {
  const project = cli('');
  const log = projectOf(project);
  const startMs = Date.now() - 3_600_000;
  const id = createRunId(new Date(startMs), () => '7f3a1c22d0');
  let minutes = 0;
  const clock = { ...systemClock, now: () => new Date(startMs + minutes * 60_000) };
  const writer = openSegment({ project: log, run: id, tool, clock });
  for (const { type, ...body } of [started(), ...deployed, ...events]) {
    minutes += 1;
    writer.append(type, body);
  }

  writer.close();
  const at = new Date(startMs + 3 * 60_000).toISOString();
  expect(json(project).targets).toMatchObject([{ live: { run: id, at } }]);
});

test('the lock of a dead process is stale, and stays where it is', () => {
  const project = cli('');
  const log = projectOf(project);
  const path = join(log.locks, 'production.lock');
  const dead = { pid: 1_999_999, start: '1', boot: '', host: '', uid: 0 };
  const holder = { run: 'x', operator: 'Bob M.', commit: 'c'.repeat(40), since: '2026-11-19T09:00:00.000Z' };
  writeFileSync(path, JSON.stringify({ v: 1, target: 'production', ...holder, ...dead }));
  expect(json(project).locks).toMatchObject([{ target: 'production', state: 'other-host' }]);
  writeFileSync(join(log.locks, 'staging.lock'), 'nothing that anybody could read');
  expect(json(project).locks).toMatchObject([{ target: 'production' }, { target: 'staging', state: 'unreadable' }]);
  expect(readdirSync(log.locks).filter((name) => name.endsWith('.lock'))).toHaveLength(2);
});

test('a run whose file was changed is shown as such, the others as they are, and the exit code is 16', () => {
  const project = cli('');
  const log = projectOf(project);
  const broken = recorded(log, paused);
  const whole = recorded(log, paused);
  const file = segmentPath(log, broken, 1);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"by":"Ada L."', '"by":"Bob M."'));
  const { stdout, stderr, status } = project.shipit(['status']);
  expect([status, stderr]).toEqual([16, '']);
  expect(stdout).toContain(`DAMAGED`);
  expect(stdout).toContain(`shipit log verify ${broken}`);
  expect(stdout).toContain(`shipit resume ${whole}`);
});

test('a last deploy whose record alone was changed is not believed', () => {
  const project = cli('');
  const log = projectOf(project);
  const run = recorded(log, ...deployed, end('deployed'));
  const file = segmentPath(log, run, 1);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"exit":0', '"exit":9'));
  const { stdout, status } = project.shipit(['status']);
  expect(status).toBe(16);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`DAMAGED: the log of run ${run} was changed`);
});
