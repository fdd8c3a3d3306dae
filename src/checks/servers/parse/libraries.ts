import type { MissingLibrary, SystemLibrary } from '../snapshot.js';
import { libraryName } from './library-name.js';
import { Unreadable } from './part.js';
import { compareText, readRows, rest, rowsOf, wholeNumber } from './rows.js';

export interface HostLibraries {
  readonly bundled: readonly string[];
  readonly libraries: readonly SystemLibrary[];
}

/** What wheels bring along, and the system's own of the same. @throws Unreadable */
export function readBundled(text: string): { readonly value: HostLibraries; readonly partial?: string } {
  const rows = rowsOf(text);
  const partial = partialOf(rows);
  const files = rows.filter(([key]) => key === 'bundled').map((words) => rest(words, 1));
  const others = rows.filter(([key]) => key !== 'bundled' && key !== 'partial');
  const libraries = readRows(others, ([key, soname = '']) => {
    const library = libraryName(soname)?.library;
    return key === 'system' && library !== undefined ? { library, soname } : undefined;
  });
  if (partial !== undefined && files.length === 0) {
    throw new Unreadable(partial);
  }

  return {
    value: {
      bundled: files.slice(0, maxBundled).sort(compareText),
      libraries: [...libraries.rows].sort((a, b) => compareText(a.soname, b.soname)),
    },
    ...(libraries.partial !== undefined && { partial: libraries.partial }),
    ...(files.length > maxBundled && { partial: `there are more than ${maxBundled}` }),
    ...(partial !== undefined && { partial }),
  };
}

/** What ldd does not find. @throws Unreadable */
export function readMissing(text: string): { readonly value: readonly MissingLibrary[]; readonly partial?: string } {
  const rows = rowsOf(text);
  const [, looked, all] = rows.find(([key]) => key === 'looked') ?? [];
  const [done, of] = [wholeNumber(looked), wholeNumber(all)];
  const partial = partialOf(rows);
  if (done === undefined || of === undefined || (done === 0 && of > 0)) {
    throw new Unreadable('no library could be asked what it needs');
  }

  if (partial !== undefined && of === 0) {
    throw new Unreadable(partial);
  }

  const missing = readRows(
    rows.filter(([key]) => key !== 'looked' && key !== 'partial'),
    (words) =>
      words[0] === 'missing' && words.length > 2 ? { library: words[1] ?? '', file: rest(words, 2) } : undefined,
  );
  return {
    value: [...missing.rows].sort((a, b) => compareText(a.file, b.file) || compareText(a.library, b.library)),
    ...(missing.partial !== undefined && { partial: missing.partial }),
    ...(partial !== undefined && { partial }),
    ...(done < of && { partial: `${done} of ${of} libraries were asked what they need` }),
  };
}

const maxBundled = 5000;

const partialOf = (rows: readonly (readonly string[])[]): string | undefined =>
  rows.find(([key]) => key === 'partial')?.[1];
