import type { Kind } from './kind.js';
import { type KindFile, kindFiles } from './kind-files.js';

/** All kinds there are, of which only those are loaded that a checklist names. */
export interface NamedKinds {
  /** One for every kind, in order. Of those that are not loaded only `KindFile` may be asked; all else throws. */
  readonly kinds: readonly Kind[];
  /** Loads those of the kinds among `words` that are not there yet. */
  readonly load: (words: ReadonlySet<string>) => Promise<void>;
}

/**
 * The kinds, loaded when they are named: all fifteen together are a third of what the first frame has to load, and few
 * checklists name them all.
 */
export function namedKinds(files: readonly KindFile[] = kindFiles): NamedKinds {
  const kinds = files.map(outline);
  const loading = new Map<string, Promise<void>>();
  const loadInto = async ({ load }: KindFile, index: number): Promise<void> => {
    kinds[index] = await load();
  };
  return {
    kinds,
    async load(words) {
      for (const [index, file] of files.entries()) {
        if (words.has(file.name) && !loading.has(file.name)) {
          loading.set(file.name, loadInto(file, index));
        }
      }
      await Promise.all([...loading.values()]);
    },
  };
}

/** Fails closed: whoever asks more of a kind than its outline would otherwise take it for one without facets or limits. */
const outline = ({ name, forms, onlyAfter, once }: KindFile): Kind => {
  const known: Readonly<Record<PropertyKey, unknown>> = { name, forms, onlyAfter, once };
  return new Proxy({} as Kind, {
    get(_target, key) {
      if (!(key in known)) {
        throw new Error(`\`${String(key)}\` of the kind ${name} was asked before it was loaded`);
      }

      return known[key];
    },
  });
};
