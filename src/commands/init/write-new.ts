import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, open, unlink } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file that is not there yet, whole or not at all.
 * @throws the file system's error; EEXIST if something of that name is there by now, were it a dangling link
 */
export async function writeNew(file: string, text: string): Promise<void> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeDraft(draft, text);
    await link(draft, file).catch((error: unknown) => {
      if (!hasNoLinks(error)) {
        throw error;
      }
      // Some file systems know no second name for a file: then at least nothing is overwritten.
      return writeDraft(file, text);
    });
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

async function writeDraft(file: string, text: string): Promise<void> {
  const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;
  const handle = await open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const hasNoLinks = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(String(error.code));
