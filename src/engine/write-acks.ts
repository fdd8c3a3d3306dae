import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { acksFile, readAcks } from '../checklist/acks-file.js';
import { OperatorError } from '../errors.js';
import type { CheckedAck } from './new-ack.js';
import { replaceFile } from './replace-file.js';

/**
 * Adds entries to `.shipit/acks.yml`, all or none of them. The file is complete at every moment, and nothing is written
 * that would not be read.
 * @param root top of the work tree; absolute
 * @param options `renew`: entries of the same key are replaced; otherwise there must be none
 * @throws OperatorErrors if the file has mistakes; OperatorError if it is no file, leads out of the project, has an
 * entry for the key, cannot be written, or was changed meanwhile
 */
export async function writeAcks(
  root: string,
  acks: readonly CheckedAck[],
  options: { readonly renew: boolean; readonly shown?: string },
): Promise<void> {
  const { withAck } = await import('../checklist/acks-edit.js');
  const shown = options.shown ?? acksFile;
  await rewrite(root, shown, (before) =>
    acks.reduce<string | undefined>(
      (text, { key, reason, by, at, until }) => withAck(text, { key, reason, by, at, until }, { ...options, shown }),
      before,
    ),
  );
}

/**
 * Takes the entries of a key out of `.shipit/acks.yml`; comments and order stay.
 * @throws what `writeAcks` throws; OperatorError if the key has no entry
 */
export async function removeAck(root: string, key: string, shown: string = acksFile): Promise<void> {
  const { withoutAck } = await import('../checklist/acks-edit.js');
  await rewrite(root, shown, (text) => withoutAck(text, key, shown));
}

type Change = (text: string | undefined) => string | undefined;

async function rewrite(root: string, shown: string, change: Change): Promise<void> {
  const { file, content } = await readAcks(root, shown);
  const text = change(content?.text);
  try {
    await mkdir(dirname(file), { recursive: true });
    await replaceFile(file, text ?? '', {
      shown,
      unchanged: async () => {
        const now = await readAcks(root, shown);
        if (now.file !== file || now.content?.sha256 !== content?.sha256) {
          throw new OperatorError(`${shown} was changed by somebody else at the same moment`, {
            hint: 'nothing was written; try again',
          });
        }
      },
    });
  } catch (error) {
    throw error instanceof Error && 'code' in error && !(error instanceof OperatorError)
      ? new OperatorError(`${shown} cannot be written: ${whyNot(error)}`, { hint: 'nothing was changed' })
      : error;
  }
}

const whyNot = (error: Error & { readonly code: unknown }): string =>
  error.code === 'EEXIST' || error.code === 'ENOTDIR' ? 'its directory is a file' : error.message;
