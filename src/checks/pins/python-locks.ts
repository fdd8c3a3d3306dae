import { normalised } from './python-names.js';
import { pipfileHash } from './python-pipfile-hash.js';
import { poetryHashes } from './python-poetry-hash.js';
import { ofLine, type Wanted } from './toml-pyproject.js';
import { asTable, listIn, type Table, tableIn, textIn, textsIn } from './toml-read.js';

/** A lock as it was made by its tool. */
export interface PythonLock {
  /** Exact versions by normalised name. */
  readonly versions: ReadonlyMap<string, string>;
  /** `celery wants <5.0,>=4.0.2`, by the name that is wanted. */
  readonly wantedBy: ReadonlyMap<string, string>;
  /** What the manifest said when it was made, as far as the lock repeats it. */
  readonly made?: readonly Wanted[];
  /** Whether the lock's own hash is that of the manifest; undefined: it has none, or it is not known how it is made. */
  readonly sameHash?: boolean;
}

export const lockNames = ['poetry.lock', 'uv.lock', 'pdm.lock', 'Pipfile.lock'] as const;

export type LockName = (typeof lockNames)[number];

/** @param lock the lock's own table; @param manifest that of pyproject.toml or the Pipfile */
export function readLock(name: LockName, lock: Table, manifest: Table): PythonLock {
  switch (name) {
    case 'poetry.lock':
      return {
        ...packagesOf(lock),
        ...hashed(textIn(tableIn(lock, 'metadata'), 'content-hash'), poetryHashes(manifest)),
      };
    case 'pdm.lock':
      return packagesOf(lock);
    case 'uv.lock': {
      const made = uvMade(lock, manifest);
      return { ...packagesOf(lock), ...(made === undefined ? {} : { made }) };
    }
    case 'Pipfile.lock':
      return {
        ...pipfilePackages(lock),
        ...hashed(textIn(tableIn(lock, '_meta', 'hash'), 'sha256'), [pipfileHash(manifest)]),
      };
  }
}

const hashed = (written: string | undefined, made: readonly string[]) =>
  written === undefined ? {} : { sameHash: made.includes(written) };

/** `[[package]]` of poetry, pdm and uv; of several versions of one, all. */
function packagesOf(lock: Table): Pick<PythonLock, 'versions' | 'wantedBy'> {
  const versions = new Map<string, string>();
  const wantedBy = new Map<string, string>();
  for (const one of listIn(lock, 'package').map(asTable)) {
    const name = normalised(textIn(one, 'name') ?? '');
    const version = textIn(one, 'version');
    const source = tableIn(one, 'source');
    const isOwn = 'virtual' in source || 'editable' in source;
    if (name === '' || version === undefined || isOwn) {
      continue;
    }

    const before = versions.get(name);
    versions.set(name, before === undefined || before === version ? version : `${before}, ${version}`);
    for (const [wanted, said] of dependenciesOf(one)) {
      wantedBy.set(wanted, `${name} wants ${said === '' ? 'any' : said}`);
    }
  }
  return { versions, wantedBy };
}

/** A table in poetry.lock, PEP 508 lines in pdm.lock, tables with a name in uv.lock. */
function dependenciesOf(one: Table): readonly (readonly [string, string])[] {
  const lines = textsIn(one, 'dependencies').flatMap(ofLine);
  const tables = listIn(one, 'dependencies').flatMap((each) => textIn(asTable(each), 'name') ?? []);
  const poetry = Object.entries(tableIn(one, 'dependencies')).map(([name, value]): readonly [string, string] => [
    normalised(name),
    typeof value === 'string' ? value : (textIn(asTable(value), 'version') ?? ''),
  ]);
  return [
    ...lines.map(({ name, wanted }): readonly [string, string] => [name, wanted]),
    ...tables.map((name): readonly [string, string] => [normalised(name), '']),
    ...poetry,
  ];
}

/** `package.metadata.requires-dist` of the project itself; undefined: the lock does not know the project. */
function uvMade(lock: Table, manifest: Table): readonly Wanted[] | undefined {
  const name = normalised(textIn(tableIn(manifest, 'project'), 'name') ?? '');
  const own = listIn(lock, 'package')
    .map(asTable)
    .find((one) => normalised(textIn(one, 'name') ?? '') === name);
  return own === undefined
    ? undefined
    : listIn(tableIn(own, 'metadata'), 'requires-dist')
        .map(asTable)
        .filter((one) => !/\bextra\s*==/.test(textIn(one, 'marker') ?? ''))
        .map((one): Wanted => {
          const place = ['git', 'url', 'path', 'directory', 'editable', 'virtual'].some((key) => key in one);
          return {
            name: normalised(textIn(one, 'name') ?? ''),
            wanted: textIn(one, 'specifier') ?? '',
            pinned: false,
            elsewhere: place,
          };
        });
}

function pipfilePackages(lock: Table): Pick<PythonLock, 'versions' | 'wantedBy'> {
  const versions = Object.entries(tableIn(lock, 'default')).map(([name, value]): readonly [string, string] => {
    const one = asTable(value);
    return [normalised(name), (textIn(one, 'version') ?? textIn(one, 'ref') ?? '').replace(/^==/, '')];
  });
  return { versions: new Map(versions.filter(([, version]) => version !== '')), wantedBy: new Map() };
}
