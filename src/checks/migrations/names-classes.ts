import type { SourceAsked } from '../../run/evidence.js';
import type { NetChange } from '../../world/git-contents.js';
import { turns } from '../../world/waiting.js';
import { inGlobs } from './globs.js';
import type { MigrationsLook } from './model.js';
import { type Definition, inContentTypes, lastPart } from './names-definition.js';
import { definitionsIn, isSource } from './names-in-file.js';
import { type ChangedFile, changedPart, mayDefine } from './names-part.js';

/** What the release does to the classes of the watched paths. */
export interface Classes {
  readonly files: readonly ChangedFile[];
  /** Defined before, and nowhere in the changed files after; sorted by name. */
  readonly removed: readonly Definition[];
  readonly added: readonly Definition[];
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

async function readClasses({ context, options, changes, migrations, frameworks }: MigrationsLook): Promise<Classes> {
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
  const { removed, added } = await compare(files);
  const isDjango = frameworks.includes('django');
  const compared = { removed: isDjango ? removed : removed.map(withoutContentType), added };
  const gone = compared.removed.filter(({ stored }) => stored !== undefined);
  const moved =
    gone.length === 0 ? { names: new Set<string>(), sources: [] } : await namesElsewhere(changes, watched, context);
  return {
    ...compared,
    removed: compared.removed.filter(({ name }) => !moved.names.has(name)),
    files,
    unread: missing.map(({ path }) => path),
    sources: [...sources, ...moved.sources],
  };
}

const withoutContentType = ({ stored, ...one }: Definition): Definition =>
  stored === undefined || stored === inContentTypes ? one : { ...one, stored };

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

const nothing = { files: [], removed: [], added: [] } as const;

function fileOf({ path, before, after }: NetChange, blobs: ReadonlyMap<string, string>): ChangedFile {
  const old = before === undefined ? undefined : blobs.get(before);
  const now = after === undefined ? undefined : blobs.get(after);
  return { path, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) };
}

/** What of all these files was defined before, and what is after. Lets others work meanwhile. */
export async function compare(files: readonly ChangedFile[]): Promise<Pick<Classes, 'removed' | 'added'>> {
  const before: Definition[] = [];
  const after: Definition[] = [];
  const same: ChangedFile[] = [];
  for (const [index, file] of files.entries()) {
    if (mayDefine(changedPart(file))) {
      before.push(...definitionsIn(file.path, file.before ?? ''));
      after.push(...definitionsIn(file.path, file.after ?? ''));
    } else {
      same.push(file);
    }

    await (index % filesAtOnce === 0 ? turns(1) : undefined);
  }

  const [old, now] = [byName(before), byName(after)];
  const onlyIn = (some: Defined, others: Defined): readonly Definition[] =>
    [...some.values()]
      .flatMap((each) => (others.has(each.at(0)?.name ?? '') ? [] : each.slice(0, 1)))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const removed = onlyIn(old, now);
  const still = definedIn(same, removed);
  return { removed: removed.filter(({ name }) => !still.has(name)), added: onlyIn(now, old) };
}

/** Files read before the screen and the keys get their turn. */
const filesAtOnce = 25;

/** A class can be opened in several files: it is not gone as long as one of them has it. */
function definedIn(files: readonly ChangedFile[], some: readonly Definition[]): ReadonlySet<string> {
  const names = some.map(({ name }) => lastPart(name)).slice(0, 200);
  const speaking = files.filter(({ after = '' }) => names.some((name) => after.includes(name)));
  return new Set(speaking.flatMap(({ path, after = '' }) => definitionsIn(path, after).map(({ name }) => name)));
}

/**
 * Names of classes whose text this release changes, the removed and the added among them; only of those whose own name is
 * one of the words.
 */
export async function changedNames(
  files: readonly ChangedFile[],
  words: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const before: Definition[] = [];
  const after: Definition[] = [];
  for (const [index, file] of files.entries()) {
    const texts = [file.before ?? '', file.after ?? ''];
    if (words.size > 0 && texts.some((text) => namesIn(text).some((name) => words.has(lastPart(name))))) {
      before.push(...definitionsIn(file.path, file.before ?? ''));
      after.push(...definitionsIn(file.path, file.after ?? ''));
    }

    await (index % filesAtOnce === 0 ? turns(1) : undefined);
  }

  const [old, now] = [byName(before), byName(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return new Set(names.filter((name) => textOf(old, name) !== textOf(now, name)));
}

const namesIn = (text: string): readonly string[] =>
  [
    ...text.matchAll(
      /\b(?:class|record|defmodule)\s{1,9}([\w.:$]{1,200})|(?:define\(|modelName:)\s{0,9}['"](\w{1,200})/g,
    ),
  ].map(([, name, model]) => name ?? model ?? '');

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
