import { createHash } from 'node:crypto';
import { pythonJson } from './python-json.js';
import { asTable, listIn, type Table, tableIn } from './toml-read.js';

/** `_meta.hash.sha256` that pipenv gives this Pipfile (plette, Pipfile.get_hash); empty where it cannot be made. */
export function pipfileHash(manifest: Table): string {
  const others = Object.fromEntries(
    Object.entries(manifest).filter(([key, value]) => !own.has(key) && Object.keys(asTable(value)).length > 0),
  );
  const json = pythonJson(
    {
      _meta: { sources: listIn(manifest, 'source'), requires: tableIn(manifest, 'requires') },
      default: tableIn(manifest, 'packages'),
      develop: tableIn(manifest, 'dev-packages'),
      ...others,
    },
    [',', ':'],
  );
  return json === undefined ? '' : createHash('sha256').update(json).digest('hex');
}

const own: ReadonlySet<string> = new Set([
  'source',
  'requires',
  'packages',
  'dev-packages',
  'pipenv',
  'scripts',
  'pipfile',
]);
