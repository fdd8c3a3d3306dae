import { parse } from 'yaml';
import { mapOf, type Parsed, textOf, textsOf } from './lock-json.js';

export interface PnpmLock {
  /** By folder, `.` for the top: what it wants, by name. */
  readonly importers: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly overrides: ReadonlyMap<string, string>;
  readonly packages: readonly (readonly [name: string, version: string])[];
}

/**
 * `pnpm-lock.yaml` of pnpm 3 and newer (lockfileVersion 5 to 9). Its packages, most of the file, are read line by line as
 * pnpm writes them: YAML as a whole takes seconds for a large one.
 */
export function readPnpmLock(text: string): Parsed<PnpmLock> {
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
      packages: packagesOf(sections.get('packages')?.text ?? ''),
    },
  };
}

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

const versionIn = (line: string | undefined): unknown =>
  line === undefined ? undefined : /^lockfileVersion:\s*['"]?([^'"\s]+)['"]?\s*$/m.exec(line)?.[1];

/** Version 5 lists specifiers by themselves, later ones with every dependency. */
function specifiersOf(importer: ReadonlyMap<string, unknown>): ReadonlyMap<string, string> {
  const listed = textsOf(importer.get('specifiers'));
  return listed.size > 0
    ? listed
    : new Map(
        kinds.flatMap((kind) =>
          [...(mapOf(importer.get(kind)) ?? [])].flatMap(([name, value]) => {
            const specifier = textOf(mapOf(value)?.get('specifier'));
            return specifier === undefined ? [] : [[name, specifier] as const];
          }),
        ),
      );
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
    const key = /^([A-Za-z]\w*):/.exec(raw)?.[1];
    return key === undefined ? [] : [{ key, at }];
  });
  return new Map(
    starts.map(({ key, at }, index) => [
      key,
      { text: lines.slice(at, starts[index + 1]?.at ?? lines.length).join('\n'), line: at + 1 },
    ]),
  );
}

/** `/a/1.0.0:` (5), `/a@1.0.0(peer@2):` (6), `a@1.0.0:` (9), two spaces in; peers behind a version do not matter. */
const packagesOf = (text: string): PnpmLock['packages'] =>
  text.split('\n').flatMap((raw) => {
    const key = /^ {2}(?! )['"]?\/?([^'"]+?)['"]?:(?: \{\})?$/.exec(raw)?.[1]?.replace(/\(.*$/, '');
    const [, name, version] = /^(@[^/]+\/[^/@]+|[^/@]+)[/@](\d[^_/]*)/.exec(key ?? '') ?? [];
    return name === undefined || version === undefined ? [] : [[name, version] as const];
  });
