import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A test that carries the number of a row. */
export interface Shown {
  /** Below the root: `test/pty/crash-kill.test.ts`. */
  readonly file: string;
  /** The name without its numbers. In a table its placeholders are as they stand there. */
  readonly name: string;
}

/**
 * Which tests carry which numbers. A number is carried by any text in a test file that begins with it: the name of a test
 * (`F20 F21 a full disk …`), or a line of a table that becomes part of a name.
 * @param root of the package; absolute
 * @returns by number: `F20` → its tests, in the order of the files
 */
export function shownIn(root: string): ReadonlyMap<string, readonly Shown[]> {
  const shown = new Map<string, Shown[]>();
  for (const file of testFiles(root)) {
    for (const [, , numbers = '', name = ''] of readFileSync(path.join(root, file), 'utf8').matchAll(numbered)) {
      for (const id of numbers.trim().split(' ')) {
        const others = shown.get(id) ?? [];
        if (!others.some((one) => one.file === file && one.name === name)) {
          shown.set(id, [...others, { file, name }]);
        }
      }
    }
  }

  return shown;
}

/** Not what a trial tells of its counts: that fails for nobody. */
const numbered = /(?<!\btell\()(['"`])((?:[FBG]\d{1,2} )+)((?:\\.|(?!\1).)+)\1/g;

const testFiles = (root: string): readonly string[] =>
  readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => `test/${name}`)
    .toSorted();
