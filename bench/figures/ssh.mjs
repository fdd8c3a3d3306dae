// A host asked for everything, against the bare login and the collector's own time; twenty hosts through six connections.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { interleave, median, wholeRun } from '../lib/measure.mjs';
import { hasSshd, withSshd } from '../lib/sshd.mjs';

const packages = 800;
const names = Array.from({ length: 20 }, (_, index) => `web${index + 1}`);

export const ssh = async (report, { rounds }) => {
  if (!hasSshd()) {
    report.skipped('a host asked for everything', 'there is no sshd');
    return;
  }

  const folder = mkdtempSync(join(tmpdir(), 'shipit-bench-host-'));
  try {
    const { createSsh, runCommand, sectionsFor, uploadFor } = await bundleSsh(folder);
    const env = { DPKG_ADMINDIR: packageDatabase(folder) };
    await withSshd(names, env, async ({ path }) => {
      const commands = (request) => runCommand({ ...request, env: { PATH: path } });
      // Without needrestart: it takes longer than all the rest, and not every host has it.
      const sections = sectionsFor({ runtimes: [], units: [], collect: ['packages', 'history', 'stale', 'reboot'] });
      // All names are this machine, and cannot compute at once: what these hosts do is wait.
      const waits = [{ name: 'waits', script: 'bench_wait() { sleep 2; }', call: ['bench_wait'] }];
      const input = uploadFor(sections, '@@nonce', 60);
      const ask = async (sections, ...hosts) => {
        const shipit = createSsh(commands, folder);
        const { signal } = new AbortController();
        const begin = performance.now();
        const answers = await Promise.all(
          hosts.map((host) => shipit.ask(host, { sections, timeoutMs: 60_000, signal })),
        );
        const ms = performance.now() - begin;
        const bad = answers.find(({ problem }) => problem !== undefined);
        if (bad) {
          throw new Error(`${bad.host}: ${bad.problem.text}`);
        }
        return ms;
      };

      const times = await interleave(
        {
          login: () => wholeRun('ssh', ['web1', 'dpkg-query', '-W'], { env: { ...process.env, PATH: path } }),
          collector: () => {
            const begin = performance.now();
            execFileSync('sh', ['-s'], { input, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'ignore'] });
            return performance.now() - begin;
          },
          everything: () => ask(sections, 'web1'),
          one: () => ask(waits, 'web1'),
          twenty: () => ask(waits, ...names),
        },
        Math.max(3, Math.floor(rounds / 4)),
      );
      const own = median(times.everything.map((ms, i) => (ms - times.collector[i]) / times.login[i]));
      const all = median(times.twenty.map((ms, i) => ms / times.one[i]));
      const note = (name) => `${median(times[name]).toFixed(0)} ms`;
      report.figure('a host with 800 packages, less the collector : a login', own, 1.3, {
        note: `${note('everything')}; collector ${note('collector')}, ssh dpkg-query -W ${note('login')}`,
      });
      report.figure('20 hosts of 2 s each, 6 at once : one', all, Number((20 / 6 + 1).toFixed(2)), {
        note: `${note('twenty')}, one ${note('one')}`,
      });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What dpkg-query reads: `status`, and nothing else of a host. */
const packageDatabase = (folder) => {
  const directory = join(folder, 'dpkg');
  mkdirSync(join(directory, 'info'), { recursive: true });
  mkdirSync(join(directory, 'updates'));
  const status = Array.from(
    { length: packages },
    (_, index) => `Package: lib${index}
Status: install ok installed
Priority: optional
Section: libs
Installed-Size: 100
Maintainer: Ada L. <ada@shop.test>
Architecture: amd64
Source: source${Math.floor(index / 3)}
Version: 1.${index}-2+deb12u1
Description: library number ${index}
`,
  );
  writeFileSync(join(directory, 'status'), status.join('\n'));
  return directory;
};

/** The code alone, from its sources: the bundle exports only the program. */
const bundleSsh = async (folder) => {
  const src = (file) => JSON.stringify(resolve(import.meta.dirname, '../../src', file));
  const input = join(folder, 'entry.mjs');
  writeFileSync(
    input,
    `export { createSsh } from ${src('world/ssh/ssh.ts')};
export { uploadFor } from ${src('world/ssh/upload.ts')};
export { runCommand } from ${src('world/commands.ts')};
export { sectionsFor } from ${src('checks/servers/collect.ts')};
`,
  );
  const build = await rolldown({ input, platform: 'node', moduleTypes: { '.sh': 'text' } });
  await build.write({ dir: join(folder, 'ssh'), format: 'esm', entryFileNames: 'ssh.mjs' });
  return import(pathToFileURL(join(folder, 'ssh', 'ssh.mjs')).href);
};
