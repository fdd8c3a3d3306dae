// Two states of a host compared: after a night of upgrades, the first time in a process, as shipit does it; and again and
// again with every package upgraded.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { median } from '../lib/measure.mjs';

const count = 3000;

export const ground = async (report, { rounds }) => {
  const folder = mkdtempSync(join(tmpdir(), 'shipit-bench-ground-'));
  try {
    const { diffGround } = await bundleDiff(folder);
    const before = snapshotOf(() => '1:3.0.17-1~deb12u1');
    const nightly = snapshotOf((i) => (i % 30 === 0 ? '1:3.0.19-1~deb12u2' : '1:3.0.17-1~deb12u1'));
    const everything = snapshotOf(() => '1:3.0.19-1~deb12u2');
    const name = `diff of ${count} packages`;
    report.figure(`${name}, 100 upgraded, first time`, compare(diffGround, before, nightly, 100), 50, { unit: 'ms' });
    const warm = Array.from({ length: rounds }, () => compare(diffGround, before, everything, count));
    report.figure(`${name}, all upgraded, p50`, median(warm), 50, { unit: 'ms' });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
};

/** Milliseconds. */
const compare = (diffGround, before, now, expected) => {
  const begin = performance.now();
  const { changes } = diffGround(before, now, { host: 'web1' });
  const ms = performance.now() - begin;
  const binaries = changes.reduce((sum, one) => sum + one.binaries.length, 0);
  if (binaries !== expected) {
    throw new Error(`${binaries} packages are different, not ${expected}`);
  }

  return ms;
};

/** Three binaries to a source, names and versions as long as real ones. */
const snapshotOf = (versionOf) => ({
  os: 'debian 12',
  kernel: '6.1.0-28-amd64',
  manager: 'dpkg',
  packages: Array.from({ length: count }, (_, i) => ({
    name: `libsomething-${String(i).padStart(4, '0')}`,
    version: versionOf(i),
    source: `something-${Math.floor(i / 3)}`,
  })),
  python: [],
  node: [],
  twice: [],
  bundled: [],
  missing: [],
  probes: {},
});

/** The program itself is one file with nothing to call from outside. */
const bundleDiff = async (folder) => {
  const bundle = await rolldown({
    input: resolve(import.meta.dirname, '../../src/checks/servers/diff.ts'),
    platform: 'node',
    moduleTypes: { '.sh': 'text' },
  });
  const file = join(folder, 'diff.mjs');
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
  return await import(pathToFileURL(file).href);
};
