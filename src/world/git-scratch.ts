import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sha256 } from '../checklist/digest.js';
import type { Git } from './git.js';
import { type GitAnswer, whyNot } from './git-process.js';

/** One path that differs between a tree and an index. Modes and object ids as git has them; absent: it is not there. */
export interface IndexChange {
  /** From the top of the tree; raw. */
  readonly path: string;
  readonly before?: IndexEntry;
  readonly after?: IndexEntry;
}

export interface IndexEntry {
  /** `100644`, `100755`, `120000` (a link), `160000` (a submodule). */
  readonly mode: string;
  readonly id: string;
}

/**
 * Indexes beside the repository, to try things in: nothing is checked out, the operator's index is not touched, and new
 * objects go where they are forgotten. An index is named by its file.
 */
export interface Scratch {
  /** Private, and gone at the end. */
  readonly directory: string;
  /** A name in there that nobody has yet. */
  readonly place: () => string;
  readonly run: (
    args: readonly string[],
    options?: { readonly index?: string; readonly input?: string },
  ) => Promise<GitAnswer>;
  /** @throws Error in words if git cannot read that tree */
  readonly indexOf: (tree: string) => Promise<string>;
  readonly copyOf: (index: string) => Promise<string>;
  /** @throws Error in words */
  readonly treeOf: (index: string) => Promise<string>;
  /** @throws Error in words */
  readonly changes: (tree: string, index: string) => Promise<readonly IndexChange[]>;
  /** The same as a diff that `git apply` and `patch -p1` take; raw bytes. @throws Error in words */
  readonly diff: (tree: string, index: string, paths?: readonly string[]) => Promise<Uint8Array>;
  /** Keeps bytes as a file. */
  readonly file: (bytes: Uint8Array) => Promise<string>;
  /** SHA-256 of a blob's own bytes, hex. @throws Error in words */
  readonly sha256Of: (blob: string) => Promise<string>;
}

export type ScratchGit = Pick<Git, 'run' | 'root' | 'gitDir' | 'commonDir'>;

/** @throws what `work` throws */
export async function withScratch<Value>(
  git: ScratchGit,
  signal: AbortSignal,
  work: (scratch: Scratch) => Promise<Value>,
): Promise<Value> {
  const directory = await mkdtemp(path.join(tmpdir(), 'shipit-git-'));
  try {
    await mkdir(path.join(directory, 'objects'));
    return await work(scratchIn(directory, git, signal));
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}

function scratchIn(directory: string, git: ScratchGit, signal: AbortSignal): Scratch {
  let names = 0;
  const place = (): string => {
    names += 1;
    return path.join(directory, `s${names}`);
  };
  const objects = {
    GIT_OBJECT_DIRECTORY: path.join(directory, 'objects'),
    // Quoted as git reads it: the list is separated by colons.
    GIT_ALTERNATE_OBJECT_DIRECTORIES: `"${path.join(git.commonDir, 'objects').replaceAll(/["\\]/g, '\\$&')}"`,
  };
  const run: Scratch['run'] = (args, { index, input } = {}) =>
    git.run([...settings, ...args], {
      signal,
      env: { ...objects, ...(index === undefined ? {} : { GIT_INDEX_FILE: index }) },
      ...(input === undefined ? {} : { input }),
    });
  const must = async (asked: Promise<GitAnswer>): Promise<GitAnswer> => {
    const answer = await asked;
    if (!answer.ok) {
      throw new Error(whyNot(answer));
    }

    return answer;
  };
  const file = async (bytes: Uint8Array): Promise<string> => {
    const name = place();
    await writeFile(name, bytes);
    return name;
  };
  return {
    directory,
    place,
    run,
    file,
    async indexOf(tree) {
      const index = place();
      await must(run(['read-tree', tree], { index }));
      return index;
    },
    async copyOf(index) {
      const copy = place();
      await copyFile(index, copy);
      return copy;
    },
    treeOf: async (index) => (await must(run(['write-tree'], { index }))).stdout.trim(),
    async changes(tree, index) {
      const args = ['diff-index', '--cached', '--raw', '-z', '--no-abbrev', '--no-renames', tree, '--'];
      return parseRaw((await must(run(args, { index }))).stdout);
    },
    async diff(tree, index, paths = []) {
      const output = place();
      const args = ['diff-index', '--cached', ...asText, `--output=${output}`, tree, '--', ...paths.map(literally)];
      await must(run(args, { index }));
      return readFile(output);
    },
    async sha256Of(blob) {
      const env = { ...objects, GIT_DIR: git.gitDir, GIT_WORK_TREE: directory };
      const answer = await must(git.run(['-C', directory, 'unpack-file', blob], { signal, env }));
      const unpacked = path.join(directory, answer.stdout.trim());
      const bytes = await readFile(unpacked);
      await rm(unpacked);
      return sha256(bytes);
    },
  };
}

/** Whatever the operator has configured otherwise: a patch applies exactly, or it does not. */
const settings = [
  'apply.ignoreWhitespace=no',
  'apply.whitespace=nowarn',
  'core.splitIndex=false',
  'index.sparse=false',
  'diff.noprefix=false',
  'diff.mnemonicPrefix=false',
  'diff.suppressBlankEmpty=false',
].flatMap((setting) => ['-c', setting]);

/** A diff of text, whatever attributes say of the file, in the one form that every `patch` reads. */
export const asText = [
  '-p',
  '-U3',
  '--text',
  '--full-index',
  '--no-renames',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

/** A path that means only itself. */
export const literally = (path: string): string => `:(top,literal)${path}`;

/** `:100644 100644 <id> <id> M` NUL path NUL */
function parseRaw(output: string): readonly IndexChange[] {
  const fields = output.split('\0');
  return fields.flatMap((meta, at): readonly IndexChange[] => {
    const [, mode, newMode, id, newId] = /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) [A-Z]/.exec(meta) ?? [];
    const name = fields[at + 1];
    if (at % 2 === 1 || name === undefined) {
      return [];
    }

    const before = entryOf(mode, id);
    const after = entryOf(newMode, newId);
    return [{ path: name, ...(before ? { before } : {}), ...(after ? { after } : {}) }];
  });
}

const entryOf = (mode: string | undefined, id: string | undefined): IndexEntry | undefined =>
  mode === undefined || id === undefined || /^0+$/.test(mode) ? undefined : { mode, id };
