import path from 'node:path';
import { OperatorError } from '../errors.js';
import { isThere } from './place-in-project.js';

/**
 * Refuses a file that has the other ending of YAML: nobody would read it, and nobody would notice.
 * @param file the one that is read; absolute
 * @param shown how it is named in messages
 * @throws OperatorError if there is `acks.yaml` beside `acks.yml`, or in its place; and the other way round
 */
export async function refuseOtherEnding(file: string, shown: string): Promise<void> {
  const ending = others.get(path.extname(file));
  if (ending !== undefined && (await isThere(withEnding(file, ending)))) {
    throw new OperatorError(`${withEnding(shown, ending)} is read by nobody`, {
      hint: `rename it to ${path.basename(shown)}, or delete it`,
    });
  }
}

const others: ReadonlyMap<string, string> = new Map([
  ['.yml', '.yaml'],
  ['.yaml', '.yml'],
]);

const withEnding = (file: string, ending: string): string => file.slice(0, -path.extname(file).length) + ending;
