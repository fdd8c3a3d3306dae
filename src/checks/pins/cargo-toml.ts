import { parse } from 'smol-toml';
import { type JsonMap, mapOf, type Parsed, textOf } from './lock-json.js';

/** A dependency as a Cargo.toml names it. */
export interface CrateWanted {
  /** Of the package itself, whatever it is called here. */
  readonly name: string;
  /** Absent: only a folder or a repository says which. */
  readonly range?: string;
  /** A folder, or a repository with its commit in the lock. */
  readonly isElsewhere: boolean;
  /** `dev-dependencies`: not built for a deploy. */
  readonly isDev: boolean;
}

export interface CargoManifest {
  /** Of the package; absent: only a workspace. */
  readonly name?: string;
  readonly wants: readonly CrateWanted[];
  /** Globs of the folders of a workspace, and those left out with `!`. */
  readonly members?: readonly string[];
}

/** A TOML file as a map, or where it is none. smol-toml tells the line. */
export function readToml(text: string): Parsed<JsonMap> {
  try {
    const map = mapOf(parse(text));
    return map === undefined ? { ok: false, why: 'is not valid TOML' } : { ok: true, value: map };
  } catch (error) {
    const line = typeof error === 'object' && error !== null && 'line' in error ? Number(error.line) : Number.NaN;
    return { ok: false, why: 'is not valid TOML', ...(Number.isNaN(line) ? {} : { line }) };
  }
}

/** @param shared `[workspace.dependencies]` of the top, for `workspace = true` */
export function cargoManifest(toml: JsonMap, shared: JsonMap = sharedOf(toml)): CargoManifest {
  const name = textOf(mapOf(toml.get('package'))?.get('name'));
  const workspace = mapOf(toml.get('workspace'));
  const targets = [...(mapOf(toml.get('target'))?.values() ?? [])].flatMap((one) => mapOf(one) ?? []);
  return {
    ...(name === undefined ? {} : { name }),
    wants: [toml, ...targets].flatMap((table) =>
      sections.flatMap((section) =>
        [...(mapOf(table.get(section)) ?? [])].map(([key, value]) =>
          wantedOf(key, value, shared, section.startsWith('dev')),
        ),
      ),
    ),
    ...(workspace === undefined
      ? {}
      : {
          members: [...textsIn(workspace.get('members')), ...textsIn(workspace.get('exclude')).map((one) => `!${one}`)],
        }),
  };
}

export const sharedOf = (toml: JsonMap): JsonMap =>
  mapOf(mapOf(toml.get('workspace'))?.get('dependencies')) ?? new Map();

const sections = ['dependencies', 'build-dependencies', 'dev-dependencies'];

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

function wantedOf(key: string, value: unknown, shared: JsonMap, isDev: boolean): CrateWanted {
  const own = mapOf(value);
  const isShared = own?.get('workspace') === true;
  const meant = isShared ? shared.get(key) : value;
  const table = mapOf(meant);
  const range = textOf(meant) ?? textOf(table?.get('version'));
  return {
    name: textOf(table?.get('package')) ?? key,
    ...(range === undefined ? {} : { range }),
    isElsewhere: table?.has('path') === true || table?.has('git') === true,
    isDev,
  };
}
