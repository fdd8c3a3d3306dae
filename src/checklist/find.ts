import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '../errors.js';
import { quote, suggest } from './unknown.js';

export interface FindRequest {
  /** Absolute. */
  readonly cwd: string;
  /** Top of the work tree; absolute. */
  readonly root: string;
  /** `shipit NAME`: `checklists/NAME.yml` at the top. */
  readonly name?: string;
  /** `-f FILE`: any file, relative to `cwd`. */
  readonly file?: string;
}

export interface FoundChecklist {
  /** Absolute. */
  readonly file: string;
  /** As named on screen: relative to `cwd`. */
  readonly shown: string;
}

/**
 * The checklist a command is about: the file or the name given, else `shipit.yml` (or `.yaml`) upwards from `cwd` to the
 * top of the work tree. A file named with `-f` is not looked at here.
 *
 * @throws OperatorError if there is none, or two
 */
export async function findChecklist({ cwd, root, name, file }: FindRequest): Promise<FoundChecklist> {
  if (name !== undefined && file !== undefined) {
    throw new OperatorError(`both a name (${quote(name)}) and a file (${quote(file)}) were given`, {
      hint: 'give one of them',
    });
  }
  if (file !== undefined) {
    return found(path.resolve(cwd, file), cwd);
  }
  return name === undefined ? findUpwards(cwd, root) : findNamed(name, cwd, root);
}

async function findUpwards(cwd: string, root: string): Promise<FoundChecklist> {
  const looked: string[] = [];
  for (let directory = cwd; ; directory = path.dirname(directory)) {
    const file = await oneOf(directory, 'shipit', cwd);
    if (file !== undefined) {
      return found(file, cwd);
    }
    looked.push(path.relative(cwd, directory) || '.');
    if (directory === root || directory === path.dirname(directory)) {
      break;
    }
  }
  throw new OperatorError(
    `no checklist found: looked for shipit.yml and shipit.yaml in ${looked.map(quote).join(', ')}`,
    { hint: `\`shipit init\` writes one; ${example}` },
  );
}

const example = 'checklists/example.yml of the package shows every key';

async function findNamed(name: string, cwd: string, root: string): Promise<FoundChecklist> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    throw new OperatorError(`\`${quote(name)}\` is not the name of a checklist`, { hint: 'give a file with -f FILE' });
  }
  const directory = path.join(root, 'checklists');
  const file = await oneOf(directory, name, cwd);
  if (file !== undefined) {
    return found(file, cwd);
  }
  const names = await namesIn(directory);
  const where = path.relative(cwd, directory) || '.';
  throw new OperatorError(`no checklist \`${quote(name)}\`: looked for ${name}.yml in ${quote(where)}`, {
    hint: suggest(name.replace(/\.ya?ml$/, ''), names) ?? example,
  });
}

/** `NAME.yml` or `NAME.yaml` of a directory; both is a mistake, because one of them would be read by nobody. */
async function oneOf(directory: string, name: string, cwd: string): Promise<string | undefined> {
  const files = [path.join(directory, `${name}.yml`), path.join(directory, `${name}.yaml`)];
  const there = await Promise.all(files.map(exists));
  const [first, second] = files.filter((_, index) => there[index]);
  if (first !== undefined && second !== undefined) {
    const shown = [first, second].map((file) => quote(path.relative(cwd, file)));
    throw new OperatorError(`found both ${shown.join(' and ')}`, { hint: 'keep one of them' });
  }
  return first;
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch {
    return false;
  }
}

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    const files = await readdir(directory);
    return files.filter((file) => /\.ya?ml$/.test(file)).map((file) => file.replace(/\.ya?ml$/, ''));
  } catch {
    return [];
  }
}

const found = (file: string, cwd: string): FoundChecklist => ({ file, shown: path.relative(cwd, file) || file });
