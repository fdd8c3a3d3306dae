import { closeSync, fstatSync } from 'node:fs';
import { type Claimed, type ClaimOptions, claimSegment } from './claim.js';
import { Superseded } from './error.js';
import { readAt } from './files.js';
import { sha256 } from './record.js';
import { segmentPath, statOf } from './segment-files.js';
import { codeOf } from './system-error.js';

/**
 * A new segment in place of one that failed. Its first record names what the failed one holds beyond the last
 * acknowledged record, so that nobody can make it count later.
 * @throws Superseded, ENOSPC and the like; the failed segment stays open
 */
export function roll(dead: Claimed, options: ClaimOptions): Claimed {
  checkNotSuperseded(dead, options);
  const rest = restOf(dead);
  const torn = { gen: dead.gen, bytes: rest.length, sha256: sha256(rest) };
  try {
    const segment = claimSegment(options, {
      gen: dead.gen + 1,
      prev: dead.head,
      seq: dead.seq,
      earlier: dead.earlier,
      ...(rest.length === 0 ? {} : { torn }),
    });
    closeSync(dead.fd);
    return segment;
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? superseded(options.run) : error;
  }
}

/** @throws Superseded if the next segment of the run exists */
export function checkNotSuperseded({ gen }: Claimed, { project, run }: ClaimOptions): void {
  if (statOf(segmentPath(project, run, gen + 1)) !== undefined) {
    throw superseded(run);
  }
}

const restOf = ({ fd, size }: Claimed): Buffer => readAt(fd, size, Math.max(0, fstatSync(fd).size - size));

const superseded = (run: string): Superseded =>
  new Superseded(
    `run ${run} goes on in another process: this one may not write it any more`,
    'See where it stands: shipit status',
  );
