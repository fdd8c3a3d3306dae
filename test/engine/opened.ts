import { join } from 'node:path';
import { takeLock } from '../../src/audit/lock.js';
import { readRun } from '../../src/audit/read.js';
import { openProject } from '../../src/audit/state.js';
import { loadChecklist } from '../../src/checklist/load.js';
import { kinds } from '../../src/checks/index.js';
import { openSession } from '../../src/engine/open-session.js';
import { noPastOverrides } from '../../src/engine/override-history.js';
import type { SessionParts } from '../../src/engine/parts.js';
import type { Session } from '../../src/engine/session.js';
import { runCommand } from '../../src/world/commands.js';
import { openRepository } from '../../src/world/git.js';
import { nothingKnown } from '../../src/world/me-model.js';
import type { Ssh } from '../../src/world/ssh/types.js';
import { createWorld } from '../../src/world/world.js';
import { calendarsIn } from '../helpers/calendars.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';

export const run = '20261119T084200Z-7f3a000000';
export const since = '2026-11-19T08:42:00.000Z';
const operator = { name: 'Ada L.', email: 'ada@x.test', login: 'ada', host: 'ops-1' };

const sky = '{ask: "Is the sky clear?", id: sky}';

/** A session at its first question, on a real repository, under a clock that is moved by hand. */
export async function opened(checks = sky, changes: Partial<SessionParts> = {}, ssh?: (root: string) => Ssh) {
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
    lock: () => lock,
    world: { ...createWorld(git, calendarsIn(git.root)), ...(ssh && { ssh: ssh(git.root) }) },
    clock: { kind: 'system', now: () => new Date(wall), monotonicMs: () => running },
    kinds,
    operator,
    me: async () => nothingKnown,
    tool: { version: '0', node: '20', git: '2' },
    tz: 'UTC',
    redact: (text) => text,
    history: () => ({ sameCommit: [] }),
    pastReason: () => undefined,
    pastOverrides: () => noPastOverrides,
    reload: () => Promise.reject(new Error('not read again')),
    ...changes,
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
    world: parts.world,
    resumed: () =>
      openSession(
        {
          ...parts,
          lock: () => takeLock(project, 'production', { run, operator: operator.name, commit: release.commit, since }),
        },
        { checklist, previousFound: { previous: null, serversNotAsked: false } },
        { type: 'run.resume', operator },
      ),
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

/** Resolves when nothing is being gathered. */
export const settled = (session: Session): Promise<void> =>
  new Promise((resolve) => {
    const stop = session.listen(() => {
      if (session.situation().progress.size === 0) {
        stop();
        resolve();
      }
    });
  });
