import { readFile } from 'node:fs/promises';
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
  /**
   * By the name of a bundled checklist, the lines of its items that need values or people of the project: pins of a fresh
   * install, people, lane, order. Indented as if they were at the top.
   */
  readonly more: Readonly<Record<string, readonly string[]>>;
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
  const more = await Promise.all(
    special.map(async (name) => [name, await needyLines(path.join(root, `${name}.yml`), kinds)] as const),
  );
  return {
    kinds: new Set(kinds.map(({ name }) => name)),
    before: checks,
    after,
    schema: schemaPath,
    more: Object.fromEntries(more),
  };
}

const special = ['django', 'rails', 'swat', 'rings'];

const needy = ['people', 'lane', 'order'];

/** An item reaches to the next one; why it is asked stands in the bundled file. */
async function needyLines(file: string, kinds: readonly KindGrammar[]): Promise<readonly string[]> {
  const root = path.dirname(file);
  const [{ checks, deploy }, text] = await Promise.all([
    loadChecklist({ file, shown: path.basename(file), root, kinds }),
    readFile(file, 'utf8'),
  ]);
  const lines = text.split('\n');
  const starts = checks.map(({ place }) => place.line);
  const end = deploy.steps[0] === undefined ? lines.length : lines.findIndex((line) => line.startsWith('deploy:')) + 1;
  return checks.flatMap(({ kind, place }, index) =>
    needy.includes(kind)
      ? lines
          .slice(place.line - 1, (starts[index + 1] ?? end) - 1)
          .filter((line) => !/^ {4}why:/.test(line))
          .map((line) => line.replace(/^ {2}/, ''))
      : [],
  );
}
