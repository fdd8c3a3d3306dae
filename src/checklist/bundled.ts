import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The directory of the checklists that come with this package; absolute. */
export const bundledDir = (): string => path.join(packageRoot(), 'checklists');

/** Named upwards from this file, because the bundle in `dist/` lies at another depth than the source. */
export function packageRoot(): string {
  let directory = path.dirname(fileURLToPath(import.meta.url));
  while (!isOurs(directory)) {
    const parent = path.dirname(directory);
    if (parent === directory) {
      throw new Error('the package shipit-checklist is incomplete: its package.json is not above its own code');
    }
    directory = parent;
  }
  return directory;
}

function isOurs(directory: string): boolean {
  try {
    const content: unknown = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8'));
    return typeof content === 'object' && content !== null && Reflect.get(content, 'name') === 'shipit-checklist';
  } catch {
    return false;
  }
}
