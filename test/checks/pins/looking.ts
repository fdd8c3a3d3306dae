import type { GatherContext } from '../../../src/checks/kind.js';
import { pins } from '../../../src/checks/pins/kind.js';
import { type Files, repository } from '../../helpers/repository.js';
import { contextIn, gather, target } from '../gathering.js';

export const hosts = { target: { ...target, hosts: ['web1'] } };
export const kept = (json: string): GatherContext['snapshots'] => ({
  list: () => ({ kept: [{ sha256: 'a'.repeat(64), json }], broken: [] }),
  keep: () => '',
});

/** What `pins` finds in a repository with these files. */
export async function look(files: Files, options: unknown, changes: Partial<GatherContext> = {}) {
  const { root } = repository(files);
  const found = await gather(pins, options, await contextIn(root, changes));
  const facets = Object.entries(found.facets ?? {});
  return {
    ...found,
    verdicts: Object.fromEntries(facets.map(([name, { verdict }]) => [name, verdict])),
    facet: (name: string) => found.facets?.[name] ?? { verdict: 'n/a', summary: 'missing' },
    keys: facets.flatMap(([name, { findings = [] }]) => findings.map(({ key }) => `${name}:${key}`)),
  };
}
