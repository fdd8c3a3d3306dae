import type { ForgeName } from '../forge/ask-forge.js';
import type { Part } from './model.js';
import type { Parts } from './parts.js';
import { placeOfRemote } from './reference.js';
import type { Resolved } from './resolved.js';

/** The repositories of the run, as commits name them. */
export interface PartFinder {
  /**
   * @param written a name of the checklist, or a remote's place; absent: the repository that says it
   * @param from name of the repository whose commit says it
   */
  readonly partOf: (written: string | undefined, from: string) => Part | undefined;
  /** Undefined where its remote does not tell. */
  readonly forgeOf: (part: Part) => ForgeName | undefined;
  /** Why nothing is known of what belongs to no part. @param name of what was looked for */
  readonly noPart: (written: string | undefined, name: string) => Resolved;
}

export async function findParts({ parts, broken }: Parts): Promise<PartFinder> {
  const places = await Promise.all(
    parts.map(async (part) => ({ part, place: placeOfRemote((await part.git.remoteUrl()) ?? '') })),
  );
  return {
    partOf(written, from) {
      const name = written ?? from;
      const place = name.toLowerCase();
      return (
        parts.find((part) => part.name === name) ??
        places.find((one) => one.place === place || (one.place?.endsWith(`/${place}`) === true && place.includes('/')))
          ?.part
      );
    },
    forgeOf: (part) => forgeAt(places.find((one) => one.part === part)?.place),
    noPart(written, name) {
      const cannot = broken.find((one) => one.name === written);
      const why =
        cannot === undefined
          ? `${written ?? ''} is none of the repositories of this run (${parts.map((part) => part.name).join(', ')})`
          : `${cannot.name} cannot be read: ${cannot.why}`;
      return { is: 'unknown', name, why };
    },
  };
}

const forgeAt = (place: string | undefined): ForgeName | undefined =>
  /^[^/]*github/.test(place ?? '') ? 'github' : /^[^/]*gitlab/.test(place ?? '') ? 'gitlab' : undefined;
