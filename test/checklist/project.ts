import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KindGrammar } from '../../src/checklist/grammar.js';
import { loadChecklist } from '../../src/checklist/load.js';
import type { Checklist } from '../../src/checklist/model.js';
import { OperatorErrors, showPlace } from '../../src/errors.js';
import { kinds } from './kinds.js';

/** A directory with these files; absolute. */
export function project(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'shipit-checklist-')));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

export const load = (root: string, shown = 'shipit.yml', known: readonly KindGrammar[] = kinds): Promise<Checklist> =>
  loadChecklist({ file: path.join(root, shown), shown, root, kinds: known });

/** Loads `shipit.yml` with this text. */
export const loadText = (text: string | Uint8Array): Promise<Checklist> => load(project({ 'shipit.yml': text }));

/** The rest of a checklist around what a test is about. */
export const around = (text: string): string =>
  `shipit: 1\napp: shop\n${text}${/^checks:/m.test(text) ? '' : 'checks: [window]\n'}${/^deploy:/m.test(text) ? '' : 'deploy: make deploy\n'}`;

export const loadAround = (text: string): Promise<Checklist> => loadText(around(text));

/** Every mistake as `2:5 sentence → hint`; files other than shipit.yml are named. */
export async function mistakesOf(loading: Promise<unknown>): Promise<readonly string[]> {
  try {
    await loading;
    return [];
  } catch (error) {
    if (!(error instanceof OperatorErrors)) {
      throw error;
    }
    return error.errors.map(({ message, place, hint }) => {
      const at = place ? `${showPlace(place).replace('shipit.yml:', '')} ` : '';
      return `${at}${message}${hint === undefined ? '' : ` → ${hint}`}`;
    });
  }
}
