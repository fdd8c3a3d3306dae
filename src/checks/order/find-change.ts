import { type ChangeIds, changeIdsOf } from './change-ids.js';
import type { Part } from './model.js';
import type { Parts } from './parts.js';
import type { Resolved } from './resolved.js';

interface PartChanges {
  readonly part: Part;
  /** Undefined: it cannot be searched. */
  readonly ids: ChangeIds | undefined;
}

/** Looks for a change of Gerrit by its id in all parts, whose histories are read once, when the first one is asked for. */
export function changeFinder({ parts, broken }: Parts): (id: string) => Promise<Resolved> {
  let changes: Promise<readonly PartChanges[]> | undefined;
  return async (id) => {
    changes ??= Promise.all(parts.map(async (part) => ({ part, ids: await changeIdsOf(part.git) })));
    const all = await changes;
    const name = id.slice(0, 9);
    const [hit, ...more] = all.filter(({ ids }) => ids?.has(id));
    if (hit === undefined) {
      const silent = all.find(({ ids }) => ids === undefined)?.part.name ?? broken[0]?.name;
      const where =
        silent === undefined ? 'is in none of the repositories here; fetch them' : `: ${silent} cannot be searched`;
      return { is: 'unknown', name, why: `change ${name} ${where}` };
    }

    const names = [hit, ...more].map(({ part }) => part.name);
    return more.length > 0
      ? { is: 'unknown', name, why: `change ${name} is in ${names.join(' and ')}` }
      : { is: 'commits', part: hit.part, commits: hit.ids?.get(id) ?? [], name: `${hit.part.name} ${name}` };
  };
}
