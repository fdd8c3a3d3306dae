import type { SourceAsked } from '../../run/evidence.js';
import type { NetChange } from '../../world/git-contents.js';
import { inGlobs } from './globs.js';
import type { MigrationsLook } from './model.js';
import type { Definition } from './names-definition.js';
import { definitionsIn, isSource } from './names-in-file.js';

/** A watched source file on both sides of the release. Texts are raw. */
export interface ChangedFile {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** What the release does to the classes of the watched paths. */
export interface Classes {
  readonly files: readonly ChangedFile[];
  /** Defined before, and nowhere in the changed files after; sorted by name. */
  readonly removed: readonly Definition[];
  readonly added: readonly Definition[];
  /** Names of those whose text is another one now, the removed and the added among them. */
  readonly changed: ReadonlySet<string>;
  /** Paths that could not be read, or why nothing could. */
  readonly unread: readonly string[];
  readonly why?: string;
  readonly sources: readonly SourceAsked[];
}

/** Reads both sides of what changed, once for all facets that want it. */
export function classesOf(look: MigrationsLook): Promise<Classes> {
  const before = known.get(look);
  if (before !== undefined) {
    return before;
  }

  const read = readClasses(look);
  known.set(look, read);
  return read;
}

const known = new WeakMap<MigrationsLook, Promise<Classes>>();

async function readClasses({ context, options, changes, migrations }: MigrationsLook): Promise<Classes> {
  const isWatched = inGlobs(options.names_in);
  const own = new Set(migrations.map(({ path }) => path));
  const watched = changes.filter(
    ({ path, mode }) =>
      mode.startsWith('100') && isSource(path) && isWatched(path) && !isApart.test(path) && !own.has(path),
  );
  const ids = watched.flatMap(({ before, after }) => [before, after].filter((id) => id !== undefined));
  const blobs = await context.world.git.blobs(ids, context.signal);
  const sources = blobs.source === undefined || ids.length === 0 ? [] : [blobs.source];
  if (!blobs.known) {
    return { ...nothing, unread: watched.map(({ path }) => path), why: blobs.why, sources };
  }

  const missing = watched.filter(({ before, after }) =>
    [before, after].some((id) => id !== undefined && !blobs.value.has(id)),
  );
  const files = watched.filter((one) => !missing.includes(one)).map((change) => fileOf(change, blobs.value));
  const compared = compare(files);
  const moved = compared.removed.some(({ stored }) => stored !== undefined)
    ? await namesElsewhere(changes, watched, context)
    : { names: new Set<string>(), sources: [] };
  return {
    ...compared,
    removed: compared.removed.filter(({ name }) => !moved.names.has(name)),
    files,
    unread: missing.map(({ path }) => path),
    sources: [...sources, ...moved.sources],
  };
}

/** What is defined now where nobody watches: a class that went there has kept its name. */
async function namesElsewhere(
  changes: readonly NetChange[],
  watched: readonly NetChange[],
  { world, signal }: MigrationsLook['context'],
): Promise<{ readonly names: ReadonlySet<string>; readonly sources: readonly SourceAsked[] }> {
  const others = changes.filter(
    (one) => isSource(one.path) && !isApart.test(one.path) && one.mode.startsWith('100') && !watched.includes(one),
  );
  const ids = others.flatMap(({ after }) => (after === undefined ? [] : [after]));
  if (ids.length === 0) {
    return { names: new Set(), sources: [] };
  }

  const blobs = await world.git.blobs(ids, signal);
  const sources = blobs.source === undefined ? [] : [blobs.source];
  // Where it cannot be read the name counts as gone: that is asked about, and nothing is passed over.
  const names = others.flatMap(({ path, after = '' }) =>
    blobs.known ? definitionsIn(path, blobs.value.get(after) ?? '').map(({ name }) => name) : [],
  );
  return { names: new Set(names), sources };
}

/** Classes of tests and of migrations are stored by nobody. */
const isApart =
  /(?:^|\/)(?:tests?|specs?|__tests__|fixtures|testdata|node_modules|vendor|migrations?|migrate|factories)\/|(?:^|[._-])(?:test|spec)s?\.\w+$|(?:^|\/)test_[^/]*\.py$/i;

const nothing = { files: [], removed: [], added: [], changed: new Set<string>() } as const;

function fileOf({ path, before, after }: NetChange, blobs: ReadonlyMap<string, string>): ChangedFile {
  const old = before === undefined ? undefined : blobs.get(before);
  const now = after === undefined ? undefined : blobs.get(after);
  return { path, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) };
}

/** The pure part: what of all these files was defined before, and what is after. */
export function compare(files: readonly ChangedFile[]): Pick<Classes, 'removed' | 'added' | 'changed'> {
  const before = byName(files.flatMap((file) => definitionsIn(file.path, file.before ?? '')));
  const after = byName(files.flatMap((file) => definitionsIn(file.path, file.after ?? '')));
  const onlyIn = (some: Defined, others: Defined): readonly Definition[] =>
    [...some.values()]
      .flatMap((each) => (others.has(each.at(0)?.name ?? '') ? [] : each.slice(0, 1)))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return {
    removed: onlyIn(before, after),
    added: onlyIn(after, before),
    changed: new Set(names.filter((name) => textOf(before, name) !== textOf(after, name))),
  };
}

type Defined = ReadonlyMap<string, readonly Definition[]>;

/** One that something may store stands before one that nothing does: a class can be opened in several files. */
function byName(all: readonly Definition[]): Defined {
  const found = new Map<string, Definition[]>();
  for (const one of all) {
    const same = found.get(one.name);
    if (same === undefined) {
      found.set(one.name, [one]);
    } else if (one.stored !== undefined && same[0]?.stored === undefined) {
      same.unshift(one);
    } else {
      same.push(one);
    }
  }
  return found;
}

const textOf = (all: Defined, name: string): string =>
  (all.get(name) ?? [])
    .map(({ body }) => body)
    .toSorted()
    .join('\n');
