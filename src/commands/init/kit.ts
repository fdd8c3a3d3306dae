import path from 'node:path';
import { bundledDir } from '../../checklist/bundled.js';
import type { KindGrammar } from '../../checklist/grammar.js';
import { loadChecklist } from '../../checklist/load.js';
import type { Item } from '../../checklist/model.js';
import { schemaPath } from './write-files.js';

/** What this version of shipit has to offer. */
export interface Kit {
  /** Names of the kinds there are: the file uses no other. */
  readonly kinds: ReadonlySet<string>;
  /** The items of the bundled default checklist. */
  readonly before: readonly Item[];
  readonly after: readonly Item[];
  /** Address of the schema for editors, relative to the file. */
  readonly schema: string;
}

/** The kinds as they are, and the questions of the default checklist in their present words. */
export async function readKit(kinds: readonly KindGrammar[]): Promise<Kit> {
  const root = bundledDir();
  const file = path.join(root, 'default.yml');
  const { checks, after } = await loadChecklist({ file, shown: 'shipit:default', root, kinds });
  return { kinds: new Set(kinds.map(({ name }) => name)), before: checks, after, schema: schemaPath };
}
