import { keyOf } from './diff-key.js';
import type { BundledChange, MissingFinding, TwiceFinding } from './diff-model.js';
import { moduleOf, tailOf } from './diff-paths.js';
import type { LoadedTwice, MissingLibrary } from './snapshot.js';

/** Libraries that a process has twice, by library and module. @param before undefined: nobody knows, all of it is new */
export function findTwice(
  before: readonly LoadedTwice[] | undefined,
  now: readonly LoadedTwice[],
  host: string,
): readonly TwiceFinding[] {
  const known = new Set(before?.map(identity));
  const groups = new Map<string, readonly LoadedTwice[]>();
  for (const one of now) {
    const key = keyOf(['twice', one.library, bringerOf(one)], host);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }

  return [...groups].flatMap(([key, group]): readonly TwiceFinding[] => {
    const [first] = group;
    const newIn = sortedSet(group.filter((one) => !known.has(identity(one))).map(({ program }) => program));
    return first === undefined
      ? []
      : [
          {
            key,
            library: first.library,
            module: bringerOf(first),
            programs: sortedSet(group.map(({ program }) => program)),
            newIn,
            files: sortedSet(group.flatMap(({ files }) => files)),
            severity: newIn.length > 0 ? 'no-go' : 'info',
          },
        ];
  });
}

/** The same until a program, or one of the files, is another one. */
const identity = ({ program, library, files }: LoadedTwice): string =>
  JSON.stringify([program, library, sortedSet(files.map(tailOf))]);

function bringerOf({ program, files }: LoadedTwice): string {
  const modules = sortedSet(files.flatMap((file) => moduleOf(file) ?? []));
  return modules.length === 0 ? program : modules.join('+');
}

/** Libraries that are not there, by library and module. @param before undefined: nobody knows, all of it is new */
export function findMissing(
  before: readonly MissingLibrary[] | undefined,
  now: readonly MissingLibrary[],
  host: string,
): readonly MissingFinding[] {
  const identify = ({ file, library }: MissingLibrary): string => JSON.stringify([library, tailOf(file)]);
  const known = new Set(before?.map(identify));
  const groups = new Map<string, MissingLibrary[]>();
  for (const one of now) {
    const key = keyOf(['missing', one.library, moduleOf(one.file) ?? tailOf(one.file)], host);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [one]);
    } else {
      group.push(one);
    }
  }

  return [...groups].map(([key, group]): MissingFinding => {
    const isNew = group.some((one) => !known.has(identify(one)));
    return {
      key,
      library: group[0]?.library ?? '',
      files: sortedSet(group.map(({ file }) => file)),
      isNew,
      severity: isNew ? 'no-go' : 'info',
    };
  });
}

/**
 * Bundled libraries that came or went.
 * @param byDists distributions of a runtime changed: they bring their libraries along
 */
export function diffBundled(
  before: readonly string[],
  now: readonly string[],
  { host, byDists, incomplete }: { readonly host: string; readonly byDists: boolean; readonly incomplete: boolean },
): readonly BundledChange[] {
  const [was, is] = [new Set(before.map(tailOf)), new Set(now.map(tailOf))];
  const change = (kind: BundledChange['kind'], entry: string): BundledChange => ({
    what: 'bundled',
    kind,
    entry,
    severity: byDists ? 'info' : 'warn',
    key: keyOf(['bundled', kind, entry], host),
  });
  return [
    ...[...is].filter((one) => !was.has(one)).map((one) => change('added', one)),
    ...(incomplete ? [] : [...was].filter((one) => !is.has(one)).map((one) => change('removed', one))),
  ];
}

const sortedSet = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted();
