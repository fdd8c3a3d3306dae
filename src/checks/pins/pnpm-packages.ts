export type PnpmPackage = readonly [name: string, version: string];

export interface PnpmNeed {
  /** Who needs it: `a@1.0.0`. */
  readonly by: string;
  readonly wanted: PnpmPackage;
}

/** `/a/1.0.0:` (5), `/a@1.0.0(peer@2):` (6), `a@1.0.0:` (9), two spaces in; peers behind a version do not matter. */
export const pnpmPackages = (section: string): readonly PnpmPackage[] =>
  section.split('\n').flatMap((raw) => {
    const [, name, version] = /^(@[^/]+\/[^/@]+|[^/@]+)[/@](\d[^_/]*)/.exec(keyIn(raw) ?? '') ?? [];
    return name === undefined || version === undefined ? [] : [[name, version] as const];
  });

/** The `dependencies` of each package, as far as they come from the registry. */
export function pnpmNeeds(section: string): readonly PnpmNeed[] {
  const found: PnpmNeed[] = [];
  let by = '';
  let isNeeds = false;
  for (const raw of section.split('\n')) {
    const [, name, version] = isNeeds ? (/^ {6}['"]?([^\s'":]+)['"]?: (\S+)\r?$/.exec(raw) ?? []) : [];
    const wanted = name === undefined || version === undefined ? undefined : pnpmPackage(name, version);
    if (wanted !== undefined) {
      found.push({ by, wanted });
    }

    if (/^ {2}\S/.test(raw)) {
      by = keyIn(raw) ?? '';
      isNeeds = false;
    } else if (/^ {4}\S/.test(raw)) {
      isNeeds = /^ {4}dependencies:/.test(raw);
    }
  }

  return found;
}

/**
 * What a name with its version means: `1.3.0(peer@1.0.0)` (6, 9), `1.3.0_peer@1.0.0` (5), and `real@1.3.0` where it is
 * installed under another name. Undefined: it is not from the registry.
 */
export function pnpmPackage(name: string, version: string): PnpmPackage | undefined {
  const plain = version.replaceAll(/['"]/g, '').replace(/\(.*$/, '');
  if (/^\d/.test(plain)) {
    return [name, plain.replace(/_.*$/, '')];
  }

  const [, real, exact] = /^\/?(@[^/@:]+\/[^/@:]+|[^/@:]+)[/@](\d[^_/]*)(?:_.*)?$/.exec(plain) ?? [];
  return real === undefined || exact === undefined ? undefined : [real, exact];
}

/** `a@1.0.0` of `  /a@1.0.0(peer@2.0.0):`; a long key stands behind `? `, its colon in the next line. */
const keyIn = (raw: string): string | undefined =>
  /^ {2}(?:\? )?(?! )['"]?\/?([^'"]+?)['"]?(?::(?: \{\})?)?\r?$/.exec(raw)?.[1]?.replace(/\(.*$/, '');
