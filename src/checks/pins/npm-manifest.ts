import { mapOf, type Parsed, readJson, textOf, textsOf } from './lock-json.js';

/** What `package.json` says about dependencies; the maps as npm understands them. */
export interface NpmManifest {
  readonly name?: string;
  readonly dependencies: ReadonlyMap<string, string>;
  readonly devDependencies: ReadonlyMap<string, string>;
  readonly optionalDependencies: ReadonlyMap<string, string>;
  readonly peerDependencies: ReadonlyMap<string, string>;
  /** Globs of the folders of its workspaces. */
  readonly workspaces: readonly string[];
  /** `pnpm` of `pnpm@9.1.0`. */
  readonly packageManager?: string;
  /** Names whose versions the project itself replaces, whoever wants them (`overrides`, `resolutions`). */
  readonly replaced: ReadonlySet<string>;
}

export const maps = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

export function readManifest(text: string): Parsed<NpmManifest> {
  const parsed = readJson(text);
  return parsed.ok ? { ok: true, value: manifestFrom(parsed.value) } : parsed;
}

/** From `package.json`, or from the copy of it in `packages[""]` of a lock: the same rules for both. */
export function manifestFrom(json: ReadonlyMap<string, unknown>): NpmManifest {
  const optional = textsOf(json.get('optionalDependencies'));
  const name = textOf(json.get('name'));
  const manager = textOf(json.get('packageManager'))?.split('@')[0];
  const workspaces = json.get('workspaces');
  const globs = Array.isArray(workspaces) ? workspaces : mapOf(workspaces)?.get('packages');
  return {
    ...(name === undefined ? {} : { name }),
    ...(manager === undefined ? {} : { packageManager: manager }),
    // What is optional, too, is only optional: npm drops the other one when it reads the file.
    dependencies: new Map([...textsOf(json.get('dependencies'))].filter(([key]) => !optional.has(key))),
    devDependencies: textsOf(json.get('devDependencies')),
    optionalDependencies: optional,
    peerDependencies: textsOf(json.get('peerDependencies')),
    workspaces: Array.isArray(globs) ? globs.filter((glob) => typeof glob === 'string') : [],
    replaced: new Set([
      ...namesReplaced(json.get('resolutions')),
      ...namesReplaced(json.get('overrides')),
      ...namesReplaced(mapOf(json.get('pnpm'))?.get('overrides')),
    ]),
  };
}

/** Whatever gets another version than the one asked for; npm's `overrides` may stand inside of each other. */
const namesReplaced = (value: unknown, above?: string): readonly string[] =>
  [...(mapOf(value) ?? [])].flatMap(([key, by]) => {
    const name = key === '.' ? above : nameReplaced(key);
    return mapOf(by) === undefined ? (name === undefined ? [] : [name]) : namesReplaced(by, name);
  });

/** `lodash` of `lodash`, `lodash@^4`, pnpm's `a>lodash@1`, and yarn's `a/lodash` and `**\/lodash`. */
function nameReplaced(key: string): string | undefined {
  const path = key.slice(key.lastIndexOf('>') + 1).replace(/(.)@[a-z+]+:.*$/, '$1');
  return [...path.matchAll(/(?:^|\/)((?:@[^/@]+\/)?[^/@]+)(?:@[^/]*)?/g)].at(-1)?.[1];
}

/**
 * Whether a wanted version can mean one thing only: an exact version, a commit, a folder of the project itself.
 * docs.npmjs.com/cli/configuring-npm/package-json#dependencies
 */
export const isExactNpm = (wanted: string): boolean =>
  /^(?:npm:(?:@[^/@]+\/)?[^@]+@)?[=v]{0,2}\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(wanted.trim()) ||
  /^(?:file|link|portal|workspace):/.test(wanted) ||
  /#[0-9a-f]{40}$/.test(wanted);
