import { lstat, mkdir, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '../../errors.js';
import { writeNew } from './write-new.js';

/** Where editors find the schema: in the project, so that it works offline and for everybody who clones it. */
export const schemaPath = '.shipit/schema.json';

export interface NewFiles {
  /** Top of the work tree; absolute. */
  readonly root: string;
  readonly checklist: string;
  readonly schema: string;
}

/**
 * Writes the schema and then the checklist, or nothing. A schema that is there stays.
 * @returns paths of what was written, from the top
 * @throws OperatorError if something is in the way, or cannot be written
 */
export async function writeFiles({ root, checklist, schema }: NewFiles): Promise<readonly string[]> {
  const directory = path.join(root, path.dirname(schemaPath));
  const madeDirectory = await makeDirectory(directory);
  const madeSchema = await writeSchema(path.join(root, schemaPath), schema);
  try {
    await writeNew(path.join(root, 'shipit.yml'), checklist);
  } catch (error) {
    await (madeSchema ? unlink(path.join(root, schemaPath)) : undefined);
    await (madeDirectory ? rmdir(directory).catch(() => undefined) : undefined);
    throw refusal('shipit.yml', error);
  }

  return ['shipit.yml', ...(madeSchema ? [schemaPath] : [])];
}

/** @returns whether it was not there */
async function makeDirectory(directory: string): Promise<boolean> {
  const stats = await lstat(directory).catch(() => undefined);
  if (stats !== undefined && !stats.isDirectory()) {
    throw new OperatorError('.shipit is in the way: it is no directory', { hint: 'move it, then start again' });
  }

  if (stats === undefined) {
    await mkdir(directory).catch((error: unknown) => {
      throw refusal('.shipit', error);
    });
  }

  return stats === undefined;
}

/** @returns false if one is there, which stays */
async function writeSchema(file: string, schema: string): Promise<boolean> {
  try {
    await writeNew(file, schema);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return false;
    }

    throw refusal(schemaPath, error);
  }
}

const refusal = (name: string, error: unknown): unknown => {
  const code = codeOf(error);
  return code === undefined
    ? error
    : new OperatorError(`${name} could not be written (${code}): nothing was`, {
        hint:
          code === 'EEXIST'
            ? 'somebody else wrote one meanwhile; `shipit lint` looks at it'
            : 'look at the permissions and the free space of the project, or use `shipit init --print`',
      });
};

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;
