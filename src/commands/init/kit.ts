import path from 'node:path';
import { bundledDir } from '../../checklist/bundled.js';
import type { KindGrammar } from '../../checklist/grammar.js';
import { loadChecklist } from '../../checklist/load.js';
import type { Kit } from './compose.js';
import { schemaPath } from './write-files.js';

/** What this version has to offer: its kinds, and the questions of its default checklist in their present words. */
export async function readKit(kinds: readonly KindGrammar[]): Promise<Kit> {
  const root = bundledDir();
  const file = path.join(root, 'default.yml');
  const { checks, after } = await loadChecklist({ file, shown: 'shipit:default', root, kinds });
  return { kinds: new Set(kinds.map(({ name }) => name)), before: checks, after, schema: schemaPath };
}
