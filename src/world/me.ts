import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DateRange, Weekday } from '../calendar/civil.js';
import type { Environment } from './environment.js';
import { configDirectory } from './preferences.js';

/** Leave of the operator: days, both ends included, or a calendar in which it stands. */
export type MyLeave =
  | ({ readonly type: 'dates' } & DateRange)
  | {
      readonly type: 'ics';
      /** A file or a web address, as written. */
      readonly address: string;
      /** Every event in it is leave. */
      readonly all: boolean;
    };

/** What the operator keeps about themselves: private, in no repository, and never in the audit log. */
export interface Me {
  /** Addresses that commits of theirs may carry; those of git and the preferences count if there are none. */
  readonly emails: readonly string[];
  /** In file order. */
  readonly absences: readonly MyLeave[];
  /** Their own working days; the team's if absent. */
  readonly workDays?: readonly Weekday[];
  /** Their public ssh key, as in authorized_keys. */
  readonly key?: string;
}

/** Of somebody without a file. */
export const nothingKnown: Me = { emails: [], absences: [] };

/** Where it is kept; absolute if SHIPIT_CONFIG_DIR is. */
export const meFile = (env: Environment): string => join(configDirectory(env), 'me.yml');

/**
 * Reads `me.yml` of the configuration directory; without a file nothing is known.
 * @throws OperatorError if it cannot be read, OperatorErrors with all its mistakes: leave that cannot be read is not none
 */
export async function readMe(env: Environment): Promise<Me> {
  const file = meFile(env);
  if (!(await isThere(file))) {
    return nothingKnown;
  }

  // Only where there is a file: grammar and parser take a good part of the time to the first frame.
  const [{ readChecklistFile }, { parseMe }] = await Promise.all([
    import('../checklist/read-file.js'),
    import('./me-parse.js'),
  ]);
  return parseMe((await readChecklistFile(file, file, whatItIs)).text, file);
}

/** What the file is called in messages. */
export const whatItIs = 'your private file';

/** Or something that nobody can look at, which whoever opens it will say; a link to nowhere is there, too. */
async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}
