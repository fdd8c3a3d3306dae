import { createHash } from 'node:crypto';
import { pythonJson } from './python-json.js';
import { type Table, tableIn } from './toml-read.js';

/**
 * The content-hashes that Poetry 1 and 2 give this pyproject.toml (poetry/packages/locker.py: SHA-256 of the JSON of what
 * matters for locking). Several, because the versions differ.
 */
export function poetryHashes(manifest: Table): readonly string[] {
  const poetry = tableIn(manifest, 'tool', 'poetry');
  const project = pick(tableIn(manifest, 'project'), ['requires-python', 'dependencies', 'optional-dependencies']);
  const groups = tableIn(manifest, 'dependency-groups');
  const old = {
    ...Object.fromEntries(legacyKeys.map((key) => [key, poetry[key] ?? null])),
    ...pick(poetry, ['group']),
  };
  const now = pick(poetry, [...legacyKeys, 'group']);
  const forms: readonly unknown[] = [
    old,
    { project, tool: { poetry: now } },
    ...(Object.keys(now).length === 0 ? [{ project }, { project, tool: { poetry: {} } }] : []),
    ...(Object.keys(groups).length === 0 ? [] : [{ project, 'dependency-groups': groups, tool: { poetry: now } }]),
  ];
  return forms.flatMap((form) => {
    const json = pythonJson(form);
    return json === undefined ? [] : [createHash('sha256').update(json).digest('hex')];
  });
}

const legacyKeys = ['dependencies', 'source', 'extras', 'dev-dependencies'];

const pick = (table: Table, keys: readonly string[]): Table =>
  Object.fromEntries(keys.filter((key) => Object.hasOwn(table, key)).map((key) => [key, table[key]]));
