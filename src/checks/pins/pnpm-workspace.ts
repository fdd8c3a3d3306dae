import { parse } from 'yaml';
import { mapOf } from './lock-json.js';

/** The globs of `pnpm-workspace.yaml`; none where it cannot be read: then its folders are projects of their own. */
export function pnpmGlobs(text: string): readonly string[] {
  try {
    const globs = mapOf(parse(text, { logLevel: 'silent' }))?.get('packages');
    return Array.isArray(globs) ? globs.filter((glob) => typeof glob === 'string') : [];
  } catch {
    return [];
  }
}
