import { z } from '../../checklist/zod.js';
import { maxSnapshotBytes } from '../../world/snapshot-files.js';
import type { Snapshot } from './snapshot.js';

/** It is not a snapshot that can be understood. The message is one sentence, without the file's name. */
export class NotASnapshot extends Error {
  override readonly name = 'NotASnapshot';
}

/**
 * A snapshot from a file, of this machine or of somebody else's.
 * @throws NotASnapshot when it is anything else, or of a version that is not known here: nothing is guessed
 */
export function readSnapshot(json: string): Snapshot {
  if (json.length > maxSnapshotBytes) {
    throw new NotASnapshot('it is too long for a snapshot');
  }

  const value = parsed(json);
  const version = typeof value === 'object' && value !== null && 'v' in value ? value.v : undefined;
  if (version === undefined) {
    throw new NotASnapshot('it is not a snapshot: it has no version');
  }

  if (version !== 1) {
    const told = typeof version === 'number' ? String(version) : 'in no known form';
    throw new NotASnapshot(`it is a snapshot of a version that is not known here (${told}); this shipit knows 1`);
  }

  const result = snapshot.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    const path = issue?.path.map(String).join('.') ?? '';
    throw new NotASnapshot(`it is not a whole snapshot: ${path === '' ? 'a field' : path} is not as it should be`);
  }

  return result.data;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new NotASnapshot('it is not a snapshot: it is not JSON');
  }
}

const line = z.string().max(4096);
const word = line.min(1);

const dists = z.array(z.strictObject({ name: word, version: line }).readonly()).readonly();

const runtime = { root: word, version: line.exactOptional(), dists, error: line.exactOptional() };

const snapshot: z.ZodType<Snapshot> = z.strictObject({
  v: z.literal(1),
  host: word,
  at: z.iso.datetime(),
  commit: line,
  run: line,
  healthy: z.boolean(),
  os: line,
  kernel: line,
  manager: z.enum(['dpkg', 'rpm', 'apk', 'none']),
  packages: z
    .array(
      z.strictObject({ name: word, version: word, source: word, installed: z.number().exactOptional() }).readonly(),
    )
    .readonly(),
  python: z
    .array(z.strictObject({ ...runtime, ssl: line.exactOptional() }).readonly())
    .readonly()
    .exactOptional(),
  node: z.array(z.strictObject(runtime).readonly()).readonly().exactOptional(),
  twice: z
    .array(z.strictObject({ program: line, library: word, files: z.array(word).readonly() }).readonly())
    .readonly()
    .exactOptional(),
  bundled: z.array(word).readonly().exactOptional(),
  libraries: z
    .array(z.strictObject({ library: word, soname: word }).readonly())
    .readonly()
    .exactOptional(),
  missing: z
    .array(z.strictObject({ file: word, library: word }).readonly())
    .readonly()
    .exactOptional(),
  probes: z
    .record(
      z.string().max(200),
      z
        .strictObject({
          state: z.enum(['ok', 'failed', 'unknown']),
          text: line,
          failing: z.array(line).readonly().exactOptional(),
        })
        .readonly(),
    )
    .readonly()
    .exactOptional(),
});
