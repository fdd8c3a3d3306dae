import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** Where a demo happens: one temporary directory that holds everything, and the environment to run programs in. */
export interface DemoPlace {
  /** Absolute, without symbolic links. */
  readonly directory: string;
  readonly project: string;
  readonly remote: string;
  readonly live: string;
  /** The operator's, save what would lead git, node or shipit out of the directory. */
  readonly env: Readonly<Record<string, string>>;
  /** Takes the directory away. Safe to call more than once, and when the process exits. */
  readonly remove: () => void;
}

export function makePlace(env: Readonly<Record<string, string | undefined>>): DemoPlace {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'shipit-demo-')));
  return {
    directory,
    project: join(directory, 'shop'),
    remote: join(directory, 'origin.git'),
    live: join(directory, 'live'),
    env: demoEnvironment(env, directory),
    remove: () => rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** A hook's GIT_*, a test runner's NODE_TEST_CONTEXT: they would change what the project's own commands do. */
const leadsAway = /^(GIT_.*|SHIPIT_.*|NODE_OPTIONS|NODE_TEST_CONTEXT|NODE_V8_COVERAGE)$/;

function demoEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  directory: string,
): Readonly<Record<string, string>> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !leadsAway.test(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    // The project's commands say `node`: where there is no other, it is the one that runs this.
    PATH: [env['PATH'] ?? '', dirname(process.execPath)].filter((part) => part !== '').join(delimiter),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    SHIPIT_STATE_DIR: join(directory, 'state'),
    SHIPIT_CONFIG_DIR: join(directory, 'config'),
  };
}
