import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../checklist/bundled.js';

/** The version in package.json. */
export function version(): string {
  const content: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  const found: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, 'version') : undefined;
  return typeof found === 'string' ? found : 'unknown';
}
