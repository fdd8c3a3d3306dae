import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { evidencePath } from './evidence-store.js';
import type { Fault } from './fault.js';
import type { Mention } from './mentions.js';
import { recordedOutput } from './outputs.js';
import type { ProjectPaths } from './project.js';
import { codeOf } from './system-error.js';

/** What is wrong with something that a run's records refer to; undefined if nothing is. */
export type BlobCheck = (run: string, mention: Mention) => Fault | undefined;

/** Every text is read once, however many runs refer to it: the checklist is the same for most. */
export function createBlobCheck(project: ProjectPaths): BlobCheck {
  const texts = new Map<string, string | undefined>();
  const digestOfText = (digest: string): string | undefined => {
    if (!texts.has(digest)) {
      texts.set(digest, digestOf(evidencePath(project, digest)));
    }

    return texts.get(digest);
  };
  return (run, mention) => {
    switch (mention.what) {
      case 'evidence': {
        const path = evidencePath(project, mention.digest);
        return judge(run, mention.seq, 'evidence', path, digestOfText(mention.digest), mention.digest);
      }
      case 'output': {
        const path = recordedOutput(project, run, mention.out);
        const found = path === undefined ? undefined : digestOf(path, mention.bytes);
        return judge(run, mention.seq, 'output', path ?? mention.out, found, mention.digest);
      }
      case 'run':
        return undefined;
    }
  };
}

function judge(
  run: string,
  seq: number,
  what: 'evidence' | 'output',
  path: string,
  found: string | undefined,
  expected: string,
): Fault | undefined {
  const name = what === 'evidence' ? 'the evidence' : 'the output of the deploy';
  if (found === undefined) {
    return { run, seq, kind: `missing-${what}`, text: `${name} that record ${seq} refers to is missing: ${path}` };
  }

  return found === expected
    ? undefined
    : { run, seq, kind: `changed-${what}`, text: `${name} that record ${seq} refers to was changed: ${path}` };
}

const blockBytes = 1_048_576;

/** SHA-256 of a file, or of its first `limit` bytes, in constant memory; undefined if there is no such regular file. */
function digestOf(path: string, limit = Number.POSITIVE_INFINITY): string | undefined {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'ENXIO'].includes(codeOf(error) ?? '')) {
      return undefined;
    }

    throw error;
  }

  try {
    const stat = fstatSync(fd);
    const hash = createHash('sha256');
    const block = Buffer.allocUnsafe(Math.min(blockBytes, stat.size));
    for (let left = Math.min(limit, stat.size); left > 0; ) {
      const read = readSync(fd, block, 0, Math.min(left, block.length), null);
      hash.update(block.subarray(0, read));
      left = read === 0 ? 0 : left - read;
    }

    return stat.isFile() ? hash.digest('hex') : undefined;
  } finally {
    closeSync(fd);
  }
}
