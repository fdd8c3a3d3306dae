/** What a `Gemfile.lock` holds. Texts are raw. */
export interface GemfileLock {
  /** What it was made for: requirements by name; `!` and platforms left out. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  /** Without the platform: `1.15.0` of `1.15.0-x86_64-linux`. */
  readonly specs: readonly (readonly [name: string, version: string])[];
  readonly wantedBy: ReadonlyMap<string, string>;
  /** What each gem needs besides itself. */
  readonly needs: readonly GemNeed[];
  /** A line that is nothing bundler writes (a merge conflict), or 1 where it has no dependencies at all. */
  readonly strange?: number;
}

export interface GemNeed {
  /** Who needs it: `rails`. */
  readonly by: string;
  readonly name: string;
  readonly requirements: readonly string[];
}

/** `Gemfile.lock` by its indentation, as bundler's own parser (lib/bundler/lockfile_parser.rb). */
export function readGemfileLock(text: string): GemfileLock {
  const dependencies = new Map<string, readonly string[]>();
  const specs: (readonly [string, string])[] = [];
  const wantedBy = new Map<string, string>();
  const needs: GemNeed[] = [];
  let section = '';
  let spec = '';
  let strange: number | undefined;
  let hasDependencies = false;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (raw.trim() === '') {
      continue;
    }

    if (!raw.startsWith(' ')) {
      section = raw;
      strange ??= /^[A-Z][A-Z ]+$/.test(raw) ? undefined : index + 1;
      hasDependencies ||= raw === 'DEPENDENCIES';
    } else if (section === 'DEPENDENCIES') {
      const [, name, wanted = ''] = /^ {2}(\S+?)(?: \(([^)]*)\))?!?$/.exec(raw) ?? [];
      if (name === undefined) {
        strange ??= index + 1;
      } else {
        dependencies.set(name, listOf(wanted));
      }
    } else if (/^(?:GEM|GIT|PATH|PLUGIN SOURCE)$/.test(section)) {
      const [, indent = '', name = '', inside = ''] = /^( +)(\S+?)(?: \(([^)]*)\))?!?$/.exec(raw) ?? [];
      if (indent.length === 4) {
        spec = name;
        // Bundler writes the platform behind the first hyphen.
        specs.push([name, inside.replace(/-.*$/, '')]);
      } else if (indent.length === 6) {
        needs.push({ by: spec, name, requirements: listOf(inside) });
        wantedBy.set(name, wantedBy.get(name) ?? `${spec} wants ${inside === '' ? 'any' : inside}`);
      }
    }
  }

  strange ??= hasDependencies ? undefined : 1;
  return { dependencies, specs, wantedBy, needs, ...(strange === undefined ? {} : { strange }) };
}

const listOf = (text: string): readonly string[] => (text === '' ? [] : text.split(',').map((one) => one.trim()));
