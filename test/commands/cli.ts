import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { codeCache } from '../helpers/code-cache.js';
import { repository, type TestRepository, temporaryDirectory } from '../helpers/repository.js';

/** The program, without a terminal. */
export interface Cli extends TestRepository {
  readonly env: Readonly<Record<string, string>>;
  readonly shipit: (args: readonly string[], options?: Options) => SpawnSyncReturns<string>;
  /** Where commands may leave notes. */
  readonly notes: string;
}

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const program = fileURLToPath(new URL('../../bin/shipit.cjs', import.meta.url));

/** A project with this checklist, in which `NOTES` stands for a directory outside of it. */
export function cli(checklist: string, made = repository({ 'README.md': 'a project\n' })): Cli {
  const notes = temporaryDirectory();
  const home = temporaryDirectory();
  if (checklist !== '') {
    made.commit('Checklist', { 'shipit.yml': checklist.replaceAll('NOTES', notes) });
  }

  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    ...codeCache,
    SHIPIT_STATE_DIR: `${home}/state`,
    SHIPIT_CONFIG_DIR: `${home}/config`,
  };
  return {
    ...made,
    notes,
    env,
    shipit: (args, options = {}) =>
      spawnSync(process.execPath, [program, ...args], {
        cwd: options.cwd ?? made.root,
        env: { ...env, ...options.env },
        encoding: 'utf8',
        timeout: 60_000,
        maxBuffer: 1e9,
      }),
  };
}

export const checklistWith = (checks: readonly string[], rest = 'deploy: "touch NOTES/ran"'): string =>
  `shipit: 1\napp: shop\nchecks:\n${checks.map((item) => `  - ${item}\n`).join('')}${rest}\n`;
