import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { type Place, showPlace } from '../errors.js';
import { safe, safeLine } from '../text/sanitise.js';
import { originsOf } from './show-origins.js';
import { type Shown, standalone } from './show-tree.js';
import type { Path, Scalar as ScalarTree, Tree } from './tree.js';

/**
 * The merged checklist as YAML that `shipit lint` takes again, with a comment above every item, every step and every
 * key of another file that says where it was written. Nothing is left out or hidden: these are the operator's own files.
 */
export function showMerged(shown: Shown): string {
  const tree = standalone(shown);
  const origins = new Map(originsOf(tree, firstFile(shown)).map(({ path, place }) => [pointer(path), place]));
  const document = new Document(undefined, { customTags: (tags) => [asWritten, ...tags] });
  document.contents = toNode(tree, [], origins);
  const head = shown.sources.map(({ file, sha256 }) => `# ${safeLine(file)}  sha256 ${sha256}\n`).join('');
  return `${head}${harmless(document.toString({ lineWidth: 0, nullStr: '' }))}`;
}

/** The same origins for programs, by JSON pointer (RFC 6901). */
export const showOrigins = (shown: Shown): Readonly<Record<string, object>> =>
  Object.fromEntries(
    originsOf(standalone(shown), firstFile(shown)).map(({ path, place: { file, line, col } }) => [
      pointer(path),
      { file, line, column: col },
    ]),
  );

const firstFile = ({ sources }: Shown): string => sources[0]?.file ?? '';

const pointer = (path: Path): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** A number or a truth value exactly as it was written: `0012345` may be meant as a text. */
class Written {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

const asWritten = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  identify: (value: unknown) => value instanceof Written,
  resolve: (text: string) => text,
  stringify: ({ value }: { readonly value?: unknown }) => (value instanceof Written ? value.source : ''),
} as const;

type Origins = ReadonlyMap<string, Place>;

function toNode(tree: Tree, path: Path, origins: Origins): Scalar | YAMLMap | YAMLSeq {
  if (tree.type === 'scalar') {
    return toScalar(tree);
  }
  if (tree.type === 'list') {
    const list = new YAMLSeq();
    list.items = tree.items.map((item, index) => {
      const node = toNode(item, [...path, index], origins);
      node.commentBefore = aboveItem(item, [...path, index], origins);
      return node;
    });
    return list;
  }
  const map = new YAMLMap();
  [...tree.entries].forEach(([name, { value }], index) => {
    const key = new Scalar(name);
    // Above the first key of an item stands only its dash: `aboveItem` has its origin.
    key.commentBefore = index === 0 && isItem(path) ? null : comment(origins.get(pointer([...path, name])));
    map.add(new Pair(key, toNode(value, [...path, name], origins)));
  });
  return map;
}

const isItem = (path: Path): boolean => typeof path.at(-1) === 'number';

function aboveItem(item: Tree, path: Path, origins: Origins): string | null {
  const [first] = item.type === 'dict' ? item.entries.keys() : [];
  const changed = first === undefined ? undefined : origins.get(pointer([...path, first]));
  const own = comment(origins.get(pointer(path)));
  return own !== null && changed ? `${own}, its \`${first}\`:${comment(changed)}` : own;
}

const comment = (place: Place | undefined): string | null =>
  place === undefined ? null : ` ${safeLine(showPlace(place))}`;

function toScalar({ value, source }: ScalarTree): Scalar {
  const isTelling = typeof value === 'number' || typeof value === 'boolean';
  return new Scalar(isTelling && String(value) !== source ? new Written(source) : value);
}

/** A tab may stand in a command and stays; everything else that a terminal would act on was refused when it was read. */
const harmless = (text: string): string => text.split('\t').map(safe).join('\t');
