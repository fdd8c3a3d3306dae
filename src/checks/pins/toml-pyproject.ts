import { normalised } from './python-names.js';
import { exactOf, requirementsLine } from './requirements-line.js';
import { asTable, type Table, tableIn, textIn, textsIn } from './toml-read.js';

/** What a python project wants, as its manifest says it. */
export interface Wanted {
  readonly name: string;
  /** As written: `^4.1`, `>=4.1,<5`; an address for what is no release. */
  readonly wanted: string;
  readonly pinned: boolean;
  /** It is no release of an index: a repository, a path. */
  readonly elsewhere: boolean;
}

/** The dependencies of `[project]` and `[tool.poetry]`; those of development and extras are not deployed. */
export function pyprojectWants(table: Table): readonly Wanted[] {
  const project = textsIn(tableIn(table, 'project'), 'dependencies').flatMap(ofLine);
  const poetry = ofPoetry(tableIn(table, 'tool', 'poetry', 'dependencies'));
  const known = new Set(project.map(({ name }) => name));
  // Poetry 2 adds to what `[project]` names: where it comes from, not another dependency.
  return [...project, ...poetry.filter(({ name }) => !known.has(name))];
}

/** Lines by the name of the extra that brings them: `pip install .[prod]`. */
export const extrasOf = (table: Table): Table => ({
  ...tableIn(table, 'tool', 'poetry', 'extras'),
  ...tableIn(table, 'project', 'optional-dependencies'),
});

/** `[packages]` of a Pipfile. */
export const pipfileWants = (table: Table): readonly Wanted[] => ofPoetry(tableIn(table, 'packages'));

/** Lines that are not understood are told by name of the whole line: they are never left out. */
export function ofLine(text: string): readonly Wanted[] {
  const said = requirementsLine(text);
  return said.is === 'requirement' && said.name !== undefined
    ? [
        {
          name: said.name,
          wanted: said.wanted,
          pinned: said.pinned,
          elsewhere: said.wanted.includes('/') || said.local,
        },
      ]
    : [{ name: text.slice(0, 100), wanted: text.slice(0, 200), pinned: false, elsewhere: true }];
}

/** `{name: "^4.1"}`, `{name: {version: …, extras: …}}`, `{name: {git: …, rev: …}}`, and lists of those. */
const ofPoetry = (dependencies: Table): readonly Wanted[] =>
  Object.entries(dependencies)
    .filter(([name]) => name.toLowerCase() !== 'python')
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).flatMap((one): readonly Wanted[] =>
        asTable(one)['optional'] === true ? [] : [wantedOf(normalised(name), one)],
      ),
    );

function wantedOf(name: string, value: unknown): Wanted {
  const table = asTable(value);
  const version = typeof value === 'string' ? value : textIn(table, 'version');
  if (version !== undefined) {
    // Poetry takes a bare `4.1.0` as `==4.1.0`.
    const pinned = exactOf(version) !== undefined || /^=?\s*\d[\w.+!-]*$/.test(version);
    return { name, wanted: version.trim(), pinned, elsewhere: false };
  }

  const place = ['path', 'file', 'url', 'git'].flatMap((key) => textIn(table, key) ?? [])[0];
  const revision = textIn(table, 'rev') ?? textIn(table, 'ref') ?? '';
  const local = textIn(table, 'path') !== undefined;
  return {
    name,
    wanted: place ?? 'nothing said',
    pinned: local || /^[0-9a-f]{40}$/.test(revision),
    elsewhere: place !== undefined,
  };
}
