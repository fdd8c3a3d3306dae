import { parse } from 'yaml';
import { mapOf, type Parsed, textOf, textsOf } from './lock-json.js';
import { type PnpmNeed, type PnpmPackage, pnpmNeeds, pnpmPackages } from './pnpm-packages.js';

export interface PnpmLock {
  /** By folder, `.` for the top: what it wants, by name. */
  readonly importers: ReadonlyMap<string, ReadonlyMap<string, PnpmWanted>>;
  readonly overrides: ReadonlyMap<string, string>;
  readonly packages: readonly PnpmPackage[];
  /** Who needs what; optional ones are left out. */
  readonly needs: readonly PnpmNeed[];
}

export interface PnpmWanted {
  readonly specifier: string;
  /** As written: `1.3.0(peer@1.0.0)`, `link:../b`. */
  readonly version?: string;
  readonly isOptional: boolean;
}

/**
 * `pnpm-lock.yaml` of pnpm 3 and newer (lockfileVersion 5 to 9). Its packages, most of the file, are read line by line as
 * pnpm writes them: YAML as a whole takes seconds for a large one.
 */
export function readPnpmLock(text: string): Parsed<PnpmLock> {
  const strange = strangeLine(text);
  if (strange !== undefined) {
    return { ok: false, why: 'is not as pnpm writes it', line: strange };
  }

  const sections = topSections(text);
  const version = textOf(versionIn(sections.get('lockfileVersion')?.text))?.trim();
  if (version === undefined || !/^[5-9](?:\.\d+)?$/.test(version)) {
    return {
      ok: false,
      why:
        version === undefined ? 'has no lockfileVersion' : `is of version ${version.slice(0, 20)}, which is not known`,
      line: 1,
    };
  }

  const read = new Map<string, unknown>();
  for (const key of ['importers', 'specifiers', 'overrides', ...kinds]) {
    const section = sections.get(key);
    if (section !== undefined) {
      try {
        read.set(key, mapOf(parse(section.text, { logLevel: 'silent' }))?.get(key));
      } catch {
        return { ok: false, why: `is not valid YAML in ${key}`, line: section.line };
      }
    }
  }

  const importers = mapOf(read.get('importers'));
  return {
    ok: true,
    value: {
      importers: new Map(
        importers === undefined
          ? [['.', specifiersOf(read)]]
          : [...importers].map(([folder, value]) => [folder, specifiersOf(mapOf(value) ?? new Map())]),
      ),
      overrides: textsOf(read.get('overrides')),
      packages: pnpmPackages(sections.get('packages')?.text ?? ''),
      needs: pnpmNeeds((sections.get('snapshots') ?? sections.get('packages'))?.text ?? ''),
    },
  };
}

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

const versionIn = (line: string | undefined): unknown =>
  line === undefined ? undefined : /^lockfileVersion:\s*['"]?([^'"\s]+)['"]?\s*$/m.exec(line)?.[1];

/** Version 5 lists specifiers by themselves, later ones with every dependency. */
function specifiersOf(importer: ReadonlyMap<string, unknown>): ReadonlyMap<string, PnpmWanted> {
  const listed = textsOf(importer.get('specifiers'));
  const found = new Map<string, PnpmWanted>();
  for (const kind of kinds) {
    for (const [name, value] of mapOf(importer.get(kind)) ?? []) {
      const [specifier, version] = [listed.get(name) ?? textOf(mapOf(value)?.get('specifier')), versionOf(value)];
      if (specifier !== undefined) {
        const isOptional = kind === 'optionalDependencies';
        found.set(name, { specifier, isOptional, ...(version === undefined ? {} : { version }) });
      }
    }
  }

  const rest = [...listed].filter(([name]) => !found.has(name));
  return new Map<string, PnpmWanted>([
    ...rest.map(([name, specifier]): [string, PnpmWanted] => [name, { specifier, isOptional: false }]),
    ...found,
  ]);
}

const versionOf = (value: unknown): string | undefined => textOf(value) ?? textOf(mapOf(value)?.get('version'));

/** From 1, of a line that begins where only keys of the top begin: a merge conflict, or what is left of one. */
function strangeLine(text: string): number | undefined {
  const at = text.split(/\r?\n/).findIndex((raw) => !/^\ufeff?(?:[\s#]|$|---\s*$|[A-Za-z]\w*:(?:\s|$))/.test(raw));
  return at < 0 ? undefined : at + 1;
}

interface Section {
  readonly text: string;
  /** Of its first line, from 1. */
  readonly line: number;
}

/** The file cut at its top keys. */
function topSections(text: string): ReadonlyMap<string, Section> {
  const lines = text.split(/\r?\n/);
  const starts = lines.flatMap((raw, at) => {
    const key = /^\ufeff?([A-Za-z]\w*):/.exec(raw)?.[1];
    return key === undefined ? [] : [{ key, at }];
  });
  return new Map(
    starts.map(({ key, at }, index) => [
      key,
      { text: lines.slice(at, starts[index + 1]?.at ?? lines.length).join('\n'), line: at + 1 },
    ]),
  );
}
