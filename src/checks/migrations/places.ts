import { posix } from 'node:path';
import type { TreeFile } from '../../world/git-contents.js';
import { directoryOf } from './directory.js';
import { type Framework, frameworks } from './frameworks.js';
import { inGlobs } from './globs.js';
import { leftOutIn } from './left-out.js';
import type { FrameworkName } from './model.js';

/** Files that say themselves where migrations are, or whose. */
const configurations = inGlobs([
  ...['**/alembic*.ini', '**/pyproject.toml', '**/{drizzle.config,knexfile}.{js,cjs,mjs,ts,cts,mts}'],
  ...['**/package.json', '**/composer.json', '**/pom.xml', '**/build.gradle', '**/build.gradle.kts'],
  ...['**/application*.{yml,yaml,properties}'],
]);

/** More than a tree has of its own; those nearest to the top count. */
const mostConfigurations = 400;

/**
 * The frameworks of a tree: those whose marker is in it, those that a configuration names, and those that need none.
 * @param texts of the configurations, by blob
 */
export function frameworksIn(files: readonly TreeFile[], texts: ReadonlyMap<string, string>): readonly FrameworkName[] {
  const isLeftOut = leftOutIn(files);
  const said = configurationsIn(files).flatMap(({ path, blob }) => saidIn(path, texts.get(blob) ?? ''));
  // A tree has many files and few markers: all frameworks look at those.
  const marks = files.filter(({ path }) => isMarker(path) && !isLeftOut(path));
  return frameworks
    .filter(({ name, markers }) => {
      const isMine = inGlobs(markers);
      return markers.length === 0 || said.includes(name) || marks.some(({ path }) => isMine(path));
    })
    .map(({ name }) => name);
}

const isMarker = inGlobs(frameworks.flatMap(({ markers }) => markers));

/** What a project needs, or configures, it uses. */
const saidIn = (path: string, text: string): readonly FrameworkName[] => {
  const file = path.split('/').at(-1) ?? '';
  return words.flatMap(([isFile, isSaid, name]) => (isFile.test(file) && isSaid.test(text) ? [name] : []));
};

const words: readonly (readonly [RegExp, RegExp, FrameworkName])[] = [
  [/^package\.json$/, /"knex"\s*:/, 'knex'],
  [/^package\.json$/, /"sequelize(?:-cli|-typescript)?"\s*:/, 'sequelize'],
  [/^package\.json$/, /"@mikro-orm\/[\w-]{1,50}"\s*:/, 'mikroorm'],
  [/^package\.json$/, /"typeorm"\s*:/, 'typeorm'],
  [/^package\.json$/, /"drizzle-(?:orm|kit)"\s*:/, 'drizzle'],
  [/^composer\.json$/, /"doctrine\/(?:doctrine-)?migrations(?:-bundle)?"\s*:/, 'doctrine'],
  [/^(?:pom\.xml$|build\.gradle|application)/, /liquibase/i, 'liquibase'],
  [/^pyproject\.toml$/, /^\[tool\.alembic\]/m, 'alembic'],
];

/** The configuration files of a tree that have to be read to know where its migrations are, and whose. */
export function configurationsIn(files: readonly TreeFile[]): readonly TreeFile[] {
  const known = configurationsOf.get(files) ?? findConfigurations(files);
  configurationsOf.set(files, known);
  return known;
}

/** Every framework asks for them, of the same tree. */
const configurationsOf = new WeakMap<readonly TreeFile[], readonly TreeFile[]>();

function findConfigurations(files: readonly TreeFile[]): readonly TreeFile[] {
  const isLeftOut = leftOutIn(files);
  const found = files.filter(({ path }) => configurations(path) && !isLeftOut(path));
  return found.length <= mostConfigurations
    ? found
    : found.toSorted((one, other) => depthOf(one) - depthOf(other)).slice(0, mostConfigurations);
}

const depthOf = ({ path }: TreeFile): number => path.split('/').length;

/** Globs of a framework's migrations: those of the table, and what its configurations say. */
export function placesOf(
  { name, files: usual }: Pick<Framework, 'name' | 'files'>,
  files: readonly TreeFile[],
  texts: ReadonlyMap<string, string>,
): readonly string[] {
  const read = (start: string): readonly Configuration[] =>
    configurationsIn(files)
      .filter(({ path }) => path.split('/').at(-1)?.startsWith(start))
      .map(({ path, blob }) => ({ directory: directoryOf(path), text: texts.get(blob) ?? '' }));
  switch (name) {
    case 'alembic':
      return [
        ...usual,
        ...read('alembic').flatMap(alembicPlaces),
        ...read('pyproject.toml').flatMap(({ directory, text }) => {
          const [, table] = /^\[tool\.alembic\]([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(text) ?? [];
          return table === undefined ? [] : alembicPlaces({ directory, text: table });
        }),
        ...files.flatMap(({ path }) =>
          path.split('/').at(-1) === 'script.py.mako' ? [within(directoryOf(path), 'versions/**/*.py')] : [],
        ),
      ];
    case 'drizzle':
      return [
        ...usual,
        ...read('drizzle.config').flatMap(({ directory, text }) => {
          const out = /\bout\s*:\s*["'`]([^"'`\n]{1,300})["'`]/.exec(text)?.[1];
          return out === undefined ? [] : [within(directory, `${out}/**/*.sql`)];
        }),
      ];
    case 'knex':
      return knexPlaces(read('knexfile')) ?? usual;
    default:
      return usual;
  }
}

interface Configuration {
  readonly directory: string;
  readonly text: string;
}

/**
 * Where every knexfile says by a plain string where its migrations are, they are nowhere else. What was compiled of them is
 * somewhere else than they are, and the working directory is the file's or the project's: so the end of the path counts.
 */
function knexPlaces(knexfiles: readonly Configuration[]): readonly string[] | undefined {
  const said = knexfiles.map(({ text }) =>
    [...text.matchAll(/\bmigrations\s*:\s*\{([^{}]{0,2000})\}/g)].map(
      ([, block = '']) =>
        /\bdirectory\s*:\s*(?:'([^'$\n]{1,200})'|"([^"$\n]{1,200})")\s*(?:,|$|\/\/)/m.exec(block) ?? [],
    ),
  );
  const ends = said.flat().map(([, one, other]) =>
    tidy(one ?? other ?? '')
      .split('/')
      .filter((part) => !/^(?:dist|build|out|lib)$/.test(part))
      .join('/'),
  );
  return said.length === 0 || said.some((one) => one.length === 0) || ends.includes('')
    ? undefined
    : ends.map((end) => `**/${end}/**/*.{js,cjs,mjs,ts,cts,mts}`);
}

/**
 * `script_location` and `version_locations` of `alembic.ini`, or of `pyproject.toml`. `%(here)s` is the directory of the file, `shop:migrations` a
 * directory of a package. Without any (Flask-Migrate) it is the directory of the file.
 */
function alembicPlaces({ directory, text }: Configuration): readonly string[] {
  const said = (key: string): string | undefined => {
    const [, list, line] = new RegExp(`^${key}\\s*=\\s*(?:\\[([^\\]]*)\\]|(.+)$)`, 'm').exec(text) ?? [];
    return (list ?? line)?.replaceAll(/["']/g, '').trim();
  };
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

const within = (directory: string, path: string): string => tidy(`${directory}/${path}`);

/** Without `.`, `..` and empty parts; the name of a directory is no pattern. */
const tidy = (path: string): string =>
  posix
    .normalize(`/${path}`)
    .split('/')
    .filter((part) => part !== '')
    .map((part) => (part.includes('*') ? part : part.replaceAll(/[[\]?{}]/g, '?')))
    .join('/');
