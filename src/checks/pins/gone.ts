import type { PinsPart } from './model.js';

/** What the previous commit pinned and this one does not. */
export interface GonePin {
  /** As it was pinned. */
  readonly version: string;
  /**
   * `needed`: what needs it is pinned as before; `free`: nothing needs it any more; `unknown`: nobody says whether
   * something does.
   */
  readonly is: 'needed' | 'free' | 'unknown';
  /** `needed`: one of those that do, `celery 4.1.0`. */
  readonly by?: string;
}

/**
 * Whether what is pinned no longer may go: a pin that is taken out while what brings it stays is exactly what a new server
 * gets in another version. A tool that writes everything down knows; else only what was noted beside the pin
 * tells.
 * @param before, parts python only
 */
export function gonePins(before: readonly PinsPart[], parts: readonly PinsPart[]): ReadonlyMap<string, GonePin> {
  const now = pinsOf(parts);
  const named = new Set([...now.keys(), ...parts.flatMap(({ direct }) => direct.map(({ name }) => name))]);
  const isWhole = (part: PinsPart): boolean =>
    parts.some(({ name, whole }) => whole && name === part.name) || parts.every(({ whole }) => whole);
  return new Map(
    [...pinsOf(before)]
      .filter(([name]) => !named.has(name))
      .map(([name, version]): readonly [string, GonePin] => {
        const held = before.filter(({ locked }) => locked?.has(name));
        const noted = held.map(({ neededBy }) => neededBy?.get(name));
        const needers = noted.flatMap((one) => one ?? []);
        const by = needers.find(
          (one) => now.has(one) && before.some(({ locked }) => locked?.get(one) === now.get(one)),
        );
        const isFree =
          held.every(isWhole) || (noted.every((one) => one !== undefined) && !needers.some((one) => named.has(one)));
        return [
          name,
          by === undefined
            ? { version, is: isFree ? 'free' : 'unknown' }
            : { version, is: 'needed', by: `${by} ${now.get(by)}` },
        ];
      }),
  );
}

const pinsOf = (parts: readonly PinsPart[]): ReadonlyMap<string, string> =>
  new Map(parts.flatMap(({ locked }) => [...(locked ?? [])]));
