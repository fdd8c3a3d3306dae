import { posix } from 'node:path';
import type { TreeFile } from '../../world/git-contents.js';
import { frameworks, leftOut } from './frameworks.js';
import { inGlobs } from './globs.js';
import type { FrameworkName } from './model.js';

/** Files that say themselves where migrations are. */
const configurations = inGlobs(['**/alembic.ini', '**/drizzle.config.{js,cjs,mjs,ts,cts,mts}']);

/** The frameworks of a tree: those whose marker is in it, and those that need none. */
export function frameworksIn(files: readonly TreeFile[]): readonly FrameworkName[] {
  const isLeftOut = inGlobs(leftOut);
  return frameworks
    .filter(({ markers }) => {
      const isMarker = inGlobs(markers);
      return markers.length === 0 || files.some(({ path }) => isMarker(path) && !isLeftOut(path));
    })
    .map(({ name }) => name);
}

/** The configuration files of a tree that have to be read to know where its migrations are. */
export function configurationsIn(files: readonly TreeFile[]): readonly TreeFile[] {
  const isLeftOut = inGlobs(leftOut);
  return files.filter(({ path }) => configurations(path) && !isLeftOut(path)).slice(0, 20);
}

/** Globs of migrations beside those of the table, for a framework. */
export function placesOf(
  name: FrameworkName,
  files: readonly TreeFile[],
  texts: ReadonlyMap<string, string>,
): readonly string[] {
  const read = (end: string): readonly { readonly directory: string; readonly text: string }[] =>
    configurationsIn(files)
      .filter(({ path }) => path.split('/').at(-1)?.startsWith(end))
      .map(({ path, blob }) => ({ directory: directoryOf(path), text: texts.get(blob) ?? '' }));
  switch (name) {
    case 'alembic':
      return [
        ...read('alembic.ini').flatMap(alembicPlaces),
        ...files.flatMap(({ path }) =>
          path.split('/').at(-1) === 'script.py.mako' ? [within(directoryOf(path), 'versions/**/*.py')] : [],
        ),
      ];
    case 'drizzle':
      return read('drizzle.config').flatMap(({ directory, text }) => {
        const out = /\bout\s*:\s*["'`]([^"'`\n]{1,300})["'`]/.exec(text)?.[1];
        return out === undefined ? [] : [within(directory, `${out}/**/*.sql`)];
      });
    default:
      return [];
  }
}

/**
 * `script_location` and `version_locations` of `alembic.ini`. `%(here)s` is the directory of the file, `shop:migrations` a
 * directory of a package. Without any (Flask-Migrate) it is the directory of the file.
 */
function alembicPlaces({ directory, text }: { readonly directory: string; readonly text: string }): readonly string[] {
  const said = (key: string): string | undefined => new RegExp(`^${key}\\s*=\\s*(.+)$`, 'm').exec(text)?.[1]?.trim();
  const place = (location: string): string =>
    location.startsWith('%(here)s')
      ? within(directory, location.slice('%(here)s'.length))
      : location.includes(':')
        ? location.replace(/^([\w.]+):/, (_all, name: string) => `${name.replaceAll('.', '/')}/`)
        : within(directory, location);
  const scripts = said('script_location');
  const versions = said('version_locations')?.split(/[\s;,]+|:(?=%|\/|\.)/) ?? [];
  return [
    `${scripts === undefined ? within(directory, '') : place(scripts)}/versions/**/*.py`,
    ...versions.filter((one) => one !== '').map((one) => `${place(one)}/**/*.py`),
  ].map(tidy);
}

const directoryOf = (path: string): string => path.split('/').slice(0, -1).join('/');

const within = (directory: string, path: string): string => tidy(`${directory}/${path}`);

/** Without `.`, `..` and empty parts; the name of a directory is no pattern. */
const tidy = (path: string): string =>
  posix
    .normalize(`/${path}`)
    .split('/')
    .filter((part) => part !== '')
    .map((part) => (part.includes('*') ? part : part.replaceAll(/[[\]?{}]/g, '?')))
    .join('/');
