import path from 'node:path';
import { acksFile, readAcks } from '../checklist/acks-file.js';

/**
 * Reads the acknowledgement file once before anything is asked: a mistake in it is mended now, not found later.
 * @throws OperatorErrors with every mistake there is, each at its place
 */
export async function refuseBrokenAcks(cwd: string, root: string): Promise<void> {
  await readAcks(root, shownAcks(cwd, root));
}

/** As it is named on screen: relative to where the operator is. */
export const shownAcks = (cwd: string, root: string): string => path.relative(cwd, path.join(root, acksFile));
