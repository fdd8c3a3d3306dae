import { lstat, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '../errors.js';
import { bundledDir } from './bundled.js';
import { quote, suggest } from './unknown.js';

/** One checklist file: where it is, what it is called on screen, and what it may reach. */
export interface Origin {
  /** Absolute. */
  readonly file: string;
  readonly shown: string;
  /** Absolute; what it extends by a relative path must lie in here. */
  readonly home: string;
  /** Comes with this package. */
  readonly isBundled: boolean;
}

/**
 * The file an entry of `extends` names. Plain path resolution: nothing is executed, and symbolic links cannot lead out
 * of the work tree or the package.
 *
 * @throws OperatorError if there is no such file, or it lies outside.
 */
export async function baseFile(written: string, from: Origin): Promise<Origin> {
  if (written.startsWith('shipit:')) {
    return bundled(written);
  }
  if (written.startsWith('./') || written.startsWith('../')) {
    const file = await inside(path.resolve(path.dirname(from.file), written), from.home, written);
    return { file, shown: shownBeside(from, file), home: from.home, isBundled: from.isBundled };
  }
  return installed(written, from);
}

async function bundled(written: string): Promise<Origin> {
  const directory = bundledDir();
  const name = written.slice('shipit:'.length);
  const files = (await readdir(directory)).filter((file) => file.endsWith('.yml'));
  const names = files.map((file) => file.slice(0, -'.yml'.length));
  if (!names.includes(name)) {
    throw new OperatorError(`no bundled checklist is called \`${written}\``, { hint: suggest(name, names) });
  }
  return { file: path.join(directory, `${name}.yml`), shown: written, home: directory, isBundled: true };
}

async function installed(written: string, from: Origin): Promise<Origin> {
  const [, name, rest] = /^((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)\/(.+\.ya?ml)$/.exec(written) ?? [];
  if (name === undefined || rest === undefined) {
    const hint = 'write `shipit:default`, `./base.yml`, or a file of an installed package: `@acme/checklists/web.yml`';
    throw new OperatorError(`\`${written}\` names no checklist`, { hint });
  }
  for (let directory = path.dirname(from.file); ; directory = path.dirname(directory)) {
    const home = await real(path.join(directory, 'node_modules', name));
    if (home !== undefined) {
      const file = await inside(path.join(home, rest), home, written);
      const shown = shownBeside(from, path.join(directory, 'node_modules', name, path.relative(home, file)));
      return { file, shown, home, isBundled: false };
    }
    if (directory === path.dirname(directory)) {
      throw new OperatorError(`the package \`${name}\` is not installed`, { hint: `npm install --save-dev ${name}` });
    }
  }
}

/** The real path of a file, if it lies in `home`. */
async function inside(file: string, home: string, written: string): Promise<string> {
  const [target, boundary] = await Promise.all([real(file), real(home)]);
  if (target === undefined) {
    const isLink = await lstat(file)
      .then((stats) => stats.isSymbolicLink())
      .catch(() => false);
    throw new OperatorError(`\`${quote(written)}\` ${isLink ? 'is a link that leads nowhere' : 'does not exist'}`);
  }
  const relative = path.relative(boundary ?? home, target);
  if (relative.startsWith('..') || path.isAbsolute(relative)) {
    throw new OperatorError(`\`${written}\` lies outside the project`, {
      hint: 'a checklist can only extend files beside it',
    });
  }
  return target;
}

/** As named on screen: relative, seen from where the other one is. */
function shownBeside(from: Origin, file: string): string {
  if (from.isBundled) {
    return `shipit:${path.basename(file, '.yml')}`;
  }
  return path.join(path.dirname(from.shown), path.relative(path.dirname(from.file), file));
}

async function real(file: string): Promise<string | undefined> {
  try {
    return await realpath(file);
  } catch {
    return undefined;
  }
}
