import { createHash } from 'node:crypto';
import { type JsonMap, mapOf } from './lock-json.js';

/**
 * The `content-hash` composer would write for a composer.json: MD5 of what matters in it, as PHP encodes it
 * (Composer\Package\Locker::getContentHash). Undefined where PHP and JavaScript would not agree about the text.
 */
export function composerHash(manifest: JsonMap): string | undefined {
  const relevant = new Map(keys.filter((key) => manifest.has(key)).map((key) => [key, manifest.get(key)]));
  const platform = mapOf(manifest.get('config'))?.get('platform');
  if (platform !== undefined && platform !== null) {
    relevant.set('config', { platform });
  }

  const sorted = [...relevant].toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (sorted.some(([, value]) => isDoubtful(value, 0))) {
    return undefined;
  }

  const members = sorted.map(([key, value]) => `${asPhp(key)}:${asPhp(value)}`);
  return createHash('md5')
    .update(members.length === 0 ? '[]' : `{${members.join(',')}}`)
    .digest('hex');
}

const keys = [
  'name',
  'version',
  'require',
  'require-dev',
  'conflict',
  'replace',
  'provide',
  'minimum-stability',
  'prefer-stable',
  'repositories',
  'extra',
];

/** Keys that are numbers come in another order here, and make lists there; fractions are written differently. */
function isDoubtful(value: unknown, depth: number): boolean {
  if (typeof value === 'number') {
    return !Number.isSafeInteger(value);
  }

  if (Array.isArray(value)) {
    return depth > deepest || value.some((one) => isDoubtful(one, depth + 1));
  }

  const map = mapOf(value);
  return (
    map !== undefined &&
    (depth > deepest || [...map].some(([key, one]) => /^-?\d+$/.test(key) || isDoubtful(one, depth + 1)))
  );
}

const deepest = 100;

/** Slashes and everything beyond ASCII escaped; an empty object is an empty array there. */
function asPhp(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(asPhp).join(',')}]`;
  }

  const map = mapOf(value);
  if (map !== undefined) {
    return map.size === 0 ? '[]' : `{${[...map].map(([key, one]) => `${asPhp(key)}:${asPhp(one)}`).join(',')}}`;
  }

  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
