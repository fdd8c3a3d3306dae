import { dirname, isAbsolute, join } from 'node:path';
import { refuseOtherEnding } from '../checklist/other-ending.js';
import { isThere } from '../checklist/place-in-project.js';
import type { Environment } from './environment.js';
import { type Me, type MyLeave, nothingKnown } from './me-model.js';
import { configDirectory } from './preferences.js';

/** Where it is kept; absolute. @throws OperatorError when SHIPIT_CONFIG_DIR is not */
export const meFile = (env: Environment): string => join(configDirectory(env), 'me.yml');

/**
 * Reads `me.yml` of the configuration directory; without a file nothing is known.
 * @throws OperatorError if it cannot be read, OperatorErrors with all its mistakes: leave that cannot be read is not none
 */
export async function readMe(env: Environment): Promise<Me> {
  const file = meFile(env);
  await refuseOtherEnding(file, file);
  if (!(await isThere(file))) {
    return nothingKnown;
  }

  // Only where there is a file: grammar and parser take a good part of the time to the first frame.
  const [{ readChecklistFile }, { parseMe }] = await Promise.all([
    import('../checklist/read-file.js'),
    import('./me-parse.js'),
  ]);
  const me = parseMe((await readChecklistFile(file, file, whatItIs)).text, file);
  return { ...me, absences: me.absences.map((leave) => fromDirectory(leave, dirname(file))) };
}

/** What the file is called in messages. */
export const whatItIs = 'your private file';

/** A calendar named by a relative path lies beside the file, wherever shipit was started. */
const fromDirectory = (leave: MyLeave, directory: string): MyLeave =>
  leave.type === 'dates' || isAbsolute(leave.address) || /^(?:~\/|[a-z][a-z0-9+.-]*:)/i.test(leave.address)
    ? leave
    : { ...leave, address: join(directory, leave.address) };
