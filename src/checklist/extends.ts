import { OperatorError, type Place } from '../errors.js';
import { baseFile, type Origin } from './base-file.js';
import { sha256 } from './digest.js';
import type { KindGrammar } from './grammar.js';
import { found } from './issue-words.js';
import { mergeChecklists } from './merge.js';
import { mistake, type Report } from './mistake.js';
import type { Source } from './model.js';
import { parseYaml } from './parse-yaml.js';
import { readChecklistFile } from './read-file.js';
import { sections } from './sections.js';
import { type Dict, onlyKeys, type Tree } from './tree.js';
import { validate } from './validate.js';
import { checkVersion } from './version.js';

/** A checklist with everything it extends, merged but not validated. */
export interface Merged {
  /** Undefined if a file could not be read as YAML, or is of another version: the rest would only be noise. */
  readonly tree: Dict | undefined;
  /** The file asked for first. */
  readonly sources: readonly Source[];
}

export interface MergeContext {
  readonly kinds: readonly KindGrammar[];
  readonly report: Report;
  /** Counts the files read, over the whole tree of them. */
  readonly files: { count: number };
}

const MAX_CHAIN = 8;
const MAX_FILES = 50;

/**
 * Reads a checklist and what it extends, the base first, each file laid over what it builds on.
 *
 * @param chain the files that led here, for cycles
 * @throws OperatorError if the file itself cannot be read
 */
export async function readMerged(
  origin: Origin,
  context: MergeContext,
  chain: readonly Origin[] = [],
): Promise<Merged> {
  const { kinds, report } = context;
  context.files.count += 1;
  const { bytes, text } = await readChecklistFile(origin.file, origin.shown);
  const source = { file: origin.shown, path: origin.file, sha256: sha256(bytes) };
  const root = asRoot(parseYaml(text, origin.shown, report), report);
  if (!root || !checkVersion(root, report)) {
    return { tree: undefined, sources: [source] };
  }
  const sources: Source[] = [source];
  let base: Dict | undefined;
  let isComplete = true;
  for (const entry of written(root, report)) {
    const merged = await readBase(entry, origin, context, [...chain, origin]);
    sources.push(...(merged?.sources ?? []));
    isComplete &&= merged?.tree !== undefined;
    base = base && merged?.tree ? mergeChecklists(base, merged.tree, kinds, report) : (base ?? merged?.tree);
  }
  const tree = base ? mergeChecklists(base, root, kinds, report) : root;
  return { tree: isComplete ? tree : undefined, sources: onlyOnce(sources) };
}

interface Written {
  readonly text: string;
  readonly place: Place;
}

/** What the file extends, each entry at its place. */
function written(root: Dict, report: Report): readonly Written[] {
  const tree = root.entries.get('extends')?.value;
  const texts = tree && validate(sections.extends, tree, report, 'extends');
  return (texts ?? []).map((text, index) => ({
    text,
    place: (tree?.type === 'list' ? tree.items[index] : tree)?.place ?? root.place,
  }));
}

/** A file that is extended. Undefined if it cannot be had, which is reported at the line that names it. */
async function readBase(
  { text, place }: Written,
  from: Origin,
  context: MergeContext,
  chain: readonly Origin[],
): Promise<Merged | undefined> {
  try {
    const origin = await baseFile(text, from);
    const start = chain.findIndex(({ file }) => file === origin.file);
    if (start >= 0) {
      const circle = [...chain.slice(start), origin].map(({ shown }) => shown).join(' → ');
      throw new OperatorError(`these checklists extend each other: ${circle}`);
    }
    if (chain.length > MAX_CHAIN) {
      const way = [...chain, origin].map(({ shown }) => shown).join(' → ');
      throw new OperatorError(`these checklists extend each other more than ${MAX_CHAIN} deep: ${way}`);
    }
    if (context.files.count >= MAX_FILES) {
      throw new OperatorError(`more than ${MAX_FILES} checklists are extended in all`);
    }
    const { tree, sources } = await readMerged(origin, context, chain);
    return { tree: tree && inheritable(tree, origin), sources };
  } catch (error) {
    if (!(error instanceof OperatorError)) {
      throw error;
    }
    context.report(mistake(error.message, place, error.hint));
    return undefined;
  }
}

/** What is deployed, where and by whom is never inherited from a bundled checklist: it cannot know. */
const inheritable = (tree: Dict, { isBundled }: Origin): Dict =>
  onlyKeys(tree, (key) => key !== 'extends' && !(isBundled && placeholders.has(key)));

const placeholders: ReadonlySet<string> = new Set(['app', 'deploy', 'targets', 'people', 'repos']);

function asRoot(tree: Tree | undefined, report: Report): Dict | undefined {
  if (tree && tree.type !== 'dict') {
    const what = tree.type === 'scalar' && typeof tree.value === 'string' ? 'a text' : found(tree, []);
    report(mistake(`a checklist is a map with \`checks:\`, found ${what}`, tree.place, 'begin with `shipit: 1`'));
    return undefined;
  }
  return tree;
}

const onlyOnce = (sources: readonly Source[]): readonly Source[] =>
  sources.filter(({ file }, index) => sources.findIndex((other) => other.file === file) === index);
