import type { Checklist } from '../../src/checklist/model.js';
import type { GatherContext, Kind } from '../../src/checks/kind.js';
import { runCommand } from '../../src/world/commands.js';
import { openRepository } from '../../src/world/git.js';
import { nothingKnown } from '../../src/world/me-model.js';
import { createWorld } from '../../src/world/world.js';
import { calendarsIn } from '../helpers/calendars.js';

/** A context for one gathering in a real repository; `changes` replace what the release and the run would bring. */
export async function contextIn(root: string, changes: Partial<GatherContext> = {}): Promise<GatherContext> {
  const git = await openRepository(root, runCommand);
  const release = await git.resolve('HEAD');
  if (release === undefined) {
    throw new Error(`no commit in ${root}`);
  }

  return {
    world: createWorld(git, calendarsIn(git.root)),
    checklist,
    target,
    release,
    previous: null,
    operator: { name: 'Ada L.', email: 'ada@x.test', login: 'ada', host: 'laptop' },
    me: async () => nothingKnown,
    run: '20261119T084200Z-7f3a',
    history: { sameCommit: [] },
    snapshots: { list: () => ({ kept: [], broken: [] }), keep: () => '' },
    now: new Date('2026-11-19T08:42:00Z'),
    env: { SHIPIT_COMMIT: release.commit, SHIPIT_TARGET: 'production' },
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    progress: () => {},
    ...changes,
  };
}

/** The options of a kind as the checklist would hand them over. */
export const optionsOf = <Options>(kind: Kind<Options>, written: unknown): Options => kind.options.parse(written);

/** What a kind finds; its options are given as they would stand in the checklist. */
export async function gather<Options>(kind: Kind<Options>, written: unknown, context: GatherContext) {
  const found = await kind.gather?.(optionsOf(kind, written), context);
  if (found === undefined) {
    throw new Error(`${kind.name} gathers nothing`);
  }

  return found;
}

export const target: Checklist['targets'][number] = {
  name: 'production',
  hosts: [],
  runtimes: [],
  units: [],
  revision: [],
  second: 'named',
};

export const checklist: Checklist = {
  app: 'shop',
  calendar: { tz: 'UTC', workDays: ['mon', 'tue', 'wed', 'thu', 'fri'], holidays: [], freezes: [] },
  people: {},
  targets: [target],
  repos: {},
  lastDeploy: ['revision', 'ref', 'log'],
  checks: [],
  deploy: {
    steps: [
      {
        name: 'deploy',
        run: 'make deploy',
        host: 'local',
        checks: [],
        tty: false,
        place: { file: 'shipit.yml', line: 1, col: 1 },
      },
    ],
    undo: 'make rollback',
  },
  after: [],
  sources: [],
};
