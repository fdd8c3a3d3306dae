import type { PythonRuntime, Snapshot } from '../../../src/checks/servers/snapshot.js';

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
