import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { kinds } from '../../src/checks/index.js';
import { checklistPage } from './checklist-page.js';
import { exitCodesPage } from './exit-codes-page.js';
import { indexPage } from './index-page.js';
import { kindPage } from './kind-page.js';
import { reliabilityPage } from './reliability-page.js';

/**
 * Every generated page of the documentation: its path below the root, and its text.
 * @param root of the package; absolute
 */
export function pages(root: string): ReadonlyMap<string, string> {
  const part = (name: string): string => {
    const file = path.join(root, 'docs', name);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  };
  const example = readFileSync(path.join(root, 'checklists', 'example.yml'), 'utf8');
  return new Map([
    ['docs/README.md', indexPage(kinds)],
    ['docs/checklist.md', checklistPage(kinds, example, part('parts/checklist.md'))],
    ['docs/exit-codes.md', exitCodesPage()],
    ['docs/reliability.md', reliabilityPage(root)],
    ...kinds.map(
      (kind) =>
        [
          `docs/kinds/${kind.name}.md`,
          kindPage(kind, part(`kinds/parts/${kind.name}.md`), sourceOf(root, kind.name)),
        ] as const,
    ),
  ]);
}

/** A kind is one file, or a folder with one that says what it is. */
const sourceOf = (root: string, kind: string): string =>
  [`src/checks/${kind}.ts`, `src/checks/${kind}/kind.ts`].find((file) => existsSync(path.join(root, file))) ?? '';
