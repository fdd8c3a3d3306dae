import { createHash } from 'node:crypto';
import { type Migration, newOnes } from './model.js';

/**
 * What a rehearsal is bound to: SHA-256 (hex) of the sorted lines `path blob\n` of everything that has still to run. Other
 * commits leave it as it is, one edited byte does not. Sorted by bytes, as `LC_ALL=C sort` does.
 */
export const rehearsalKey = (
  migrations: readonly Pick<Migration, 'path' | 'blob' | 'status' | 'repeatable'>[],
): string =>
  createHash('sha256')
    .update(
      Buffer.concat(
        newOnes(migrations)
          .map(({ path, blob = '' }) => Buffer.from(`${path} ${blob}\n`))
          .toSorted(Buffer.compare),
      ),
    )
    .digest('hex');
