import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeLock } from '../../src/audit/lock.js';
import { readRun } from '../../src/audit/read.js';
import { openProject } from '../../src/audit/state.js';
import { loadChecklist } from '../../src/checklist/load.js';
import { kinds } from '../../src/checks/index.js';
import { openSession } from '../../src/engine/open-session.js';
import type { SessionParts } from '../../src/engine/parts.js';
import type { Session } from '../../src/engine/session.js';
import { runCommand } from '../../src/world/commands.js';
import { openRepository } from '../../src/world/git.js';
import { createWorld } from '../../src/world/world.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';

const run = '20261119T084200Z-7f3a000000';
const since = '2026-11-19T08:42:00.000Z';
const operator = { name: 'Ada L.', email: 'ada@x.test', login: 'ada', host: 'ops-1' };

const sky = '{ask: "Is the sky clear?", id: sky}';

/** A session at its first question, on a real repository, under a clock that is moved by hand. */
async function opened(checks = sky) {
  const text = `shipit: 1\napp: shop\nchecks:\n  - ${checks}\ndeploy: "true"\n`;
  const made = repository({ 'shipit.yml': text });
  const git = await openRepository(made.root, runCommand);
  const project = openProject({ stateDir: temporaryDirectory(), projectId: '0123456789abcdef', write: true });
  const release = await git.resolve('HEAD');
  if (release === undefined) {
    throw new Error('no commit');
  }

  const lock = takeLock(project, 'production', { run, operator: operator.name, commit: release.commit, since });
  let [wall, running] = [Date.parse(since), 0];
  const parts: SessionParts = {
    run,
    project,
    lock,
    world: createWorld(git),
    clock: { kind: 'system', now: () => new Date(wall), monotonicMs: () => running },
    kinds,
    operator,
    tool: { version: '0', node: '20', git: '2' },
    tz: 'UTC',
    redact: (text) => text,
    history: () => ({ sameCommit: [] }),
    pastReason: () => undefined,
    reload: () => Promise.reject(new Error('not read again')),
  };
  const checklist = await loadChecklist({
    file: join(made.root, 'shipit.yml'),
    shown: 'shipit.yml',
    root: made.root,
    kinds,
  });
  const session = openSession(
    parts,
    { checklist, previousFound: { previous: null, serversNotAsked: false } },
    {
      type: 'run.start',
      app: 'shop',
      target: 'production',
      operator,
      release,
      previous: null,
      checklist: { sha256: '0'.repeat(64), sources: [] },
      dryRun: false,
      clock: 'system',
      pinned: false,
      tz: 'UTC',
      tool: parts.tool,
      prevSession: null,
    },
  );
  const types = (): readonly string[] => readRun(project, run).records.map(({ type }) => type);
  return {
    ...made,
    session,
    project,
    types,
    records: () => readRun(project, run).records,
    sleep: (ms: number): void => {
      wall += ms;
      running += 1;
    },
    lockFree: (): boolean => {
      try {
        takeLock(project, 'production', { run: `${run.slice(0, -1)}9`, operator: 'Bob', commit: 'c', since }).release();
        return true;
      } catch {
        return false;
      }
    },
  };
}

test('a laptop that slept: the jump is on record, and then it is looked whether HEAD moved', async () => {
  const { session, records, types, sleep, commit } = await opened();
  await session.watchHead();
  expect(types()).not.toContain('clock');
  const head = commit('Second', { 'a.txt': 'a' });
  sleep(3 * 3_600_000);
  await session.watchHead();
  expect(types().slice(-2)).toEqual(['clock', 'notice']);
  expect(records().find(({ type }) => type === 'clock')).toMatchObject({ jumpMs: 3 * 3_600_000 - 1 });
  expect(session.situation().run.notices).toMatchObject([{ notice: 'head-moved', to: head }]);
  session.close();
});

test('the lock goes with the session, and both are on record', async () => {
  const { session, types, lockFree } = await opened();
  expect(types()).toEqual(['segment', 'run.start', 'lock']);
  expect(lockFree()).toBe(false);
  session.close();
  session.close();
  expect(lockFree()).toBe(true);
  expect(types()).toEqual(['segment', 'run.start', 'lock', 'lock', 'segment.end']);
});

test('while a runner has the log, the lock stays', async () => {
  const { session, types, lockFree } = await opened();
  session.letGoOfLog();
  expect(session.inBackground()).toBe(true);
  session.close();
  expect(lockFree()).toBe(false);
  expect(types()).toEqual(['segment', 'run.start', 'lock', 'segment.end']);
});

test('taken back from a runner that never came, its number is ours and it can claim nothing any more', async () => {
  const { session, types } = await opened();
  const gen = session.nextGen();
  session.letGoOfLog();
  session.takeUpLog(gen);
  expect(session.inBackground()).toBe(false);
  expect(session.nextGen()).toBe(gen + 1);
  session.record({ type: 'pause', by: 'Ada L.' });
  session.close();
  expect(types().slice(-4)).toEqual(['segment', 'pause', 'lock', 'segment.end']);
});

test('a window that closed while the operator typed: the last look goes back to that question', async () => {
  const { session, sleep, types } = await opened('window: {hours: 08:00-09:00, finish: 1m}');
  session.gatherMissing();
  await settled(session);
  const [window] = session.situation().before;
  expect(window?.verdict).toBe('go');
  const question = window?.questions[0];
  session.record({
    type: 'answer',
    check: 'window',
    question: question?.text ?? '',
    go_answer: 'yes',
    answer: 'go',
    how: 'auto',
    by: 'shipit',
    seen: 'go',
    findings: [],
    ms_on_screen: 0,
  });
  expect(session.situation().stage).toBe('launch');
  sleep(20 * 60_000);
  expect(await session.decide('production')).toBe('back');
  expect(types()).not.toContain('decision');
  expect(session.situation().stage).toBe('walk');
  expect(session.situation().message).toContain('window');
  session.close();
});

/** Resolves when nothing is being gathered. */
const settled = (session: Session): Promise<void> =>
  new Promise((resolve) => {
    const stop = session.listen(() => {
      if (session.situation().progress.size === 0) {
        stop();
        resolve();
      }
    });
  });
