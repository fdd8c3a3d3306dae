import type { GatherContext } from '../../../src/checks/kind.js';
import { pins } from '../../../src/checks/pins/kind.js';
import type { PythonRuntime, Snapshot } from '../../../src/checks/servers/snapshot.js';
import { type Files, repository } from '../../helpers/repository.js';
import { contextIn, gather, target } from '../gathering.js';

const dists = (versions: Readonly<Record<string, string>>): PythonRuntime['dists'] =>
  Object.entries(versions).map(([name, version]) => ({ name, version }));

/** What web1 had at the last deploy. */
export function snapshot(versions: Readonly<Record<string, string>>, version = '3.11.2'): string {
  const one: Snapshot = {
    ...{ v: 1, host: 'web1', at: '2026-11-16T10:00:00.000Z', commit: 'a'.repeat(40), run: 'r', healthy: true },
    ...{ os: 'debian 12', kernel: '6.1', manager: 'dpkg', packages: [] },
    python: [{ root: '/srv/shop/venv', version, dists: dists({ ...versions, pip: '23.0', setuptools: '66.1.1' }) }],
  };
  return JSON.stringify(one);
}

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
