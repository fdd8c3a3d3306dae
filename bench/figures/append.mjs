// A record on disk: shipit's own append (hash, write, sync, read back) against nothing but write and fdatasync.

import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { interleave, quantile, ratio } from '../lib/measure.mjs';

const records = 200;
const body = { check: 'part-1', question: 'Is part 1 of the release ready?', answer: 'go', how: 'human', by: 'Ada L.' };

export const append = async (report, { rounds }) => {
  const folder = mkdtempSync(join(tmpdir(), 'shipit-bench-append-'));
  try {
    const { openProject, openSegment } = await bundleAudit(folder);
    const project = openProject({ stateDir: join(folder, 'state'), projectId: '0123456789abcdef', write: true });
    const line = Buffer.from(`${'x'.repeat(420)}\n`);
    const single = { shipit: [], node: [] };
    let runs = 0;

    const cases = {
      node: () => {
        const fd = openSync(join(folder, `plain-${runs++}`), 'ax', 0o600);
        const begin = performance.now();
        for (let i = 0; i < records; i++) {
          const one = performance.now();
          writeSync(fd, line);
          fdatasyncSync(fd);
          single.node.push(performance.now() - one);
        }
        const ms = performance.now() - begin;
        closeSync(fd);
        return ms;
      },
      shipit: () => {
        const run = `20261119T084200Z-${(runs++).toString(16).padStart(10, '0')}`;
        mkdirSync(join(project.runs, '2026', '11'), { recursive: true, mode: 0o700 });
        const segment = openSegment({ project, run, tool: { version: '0', node: process.version, git: '0' } });
        const begin = performance.now();
        for (let i = 0; i < records; i++) {
          const one = performance.now();
          segment.append('answer', body);
          single.shipit.push(performance.now() - one);
        }
        const ms = performance.now() - begin;
        segment.close();
        return ms;
      },
    };
    const program = compileC(folder);
    if (program !== undefined) {
      cases.c = () =>
        Number(execFileSync(program, [join(folder, `c-${runs++}`), String(records)], { encoding: 'utf8' }));
    }

    const times = await interleave(cases, rounds);
    const note = `p50 ${quantile(single.shipit, 0.5).toFixed(2)} ms, p90 ${quantile(single.shipit, 0.9).toFixed(2)} ms`;
    report.figure('durable append : write + fdatasync in node', ratio(times.shipit, times.node), 1.5, { note });
    if (program === undefined) {
      report.skipped('durable append : write + fdatasync in C', 'there is no cc');
    } else {
      report.figure('durable append : write + fdatasync in C', ratio(times.shipit, times.c), 1.25, {});
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The audit code alone, from its sources: the bundle exports only the program. */
const bundleAudit = async (folder) => {
  const src = (file) => JSON.stringify(resolve(import.meta.dirname, '../../src/audit', file));
  const input = join(folder, 'entry.mjs');
  writeFileSync(
    input,
    `export { openProject } from ${src('state.ts')};\nexport { openSegment } from ${src('segment.ts')};\n`,
  );
  const build = await rolldown({ input, platform: 'node' });
  await build.write({ dir: join(folder, 'audit'), format: 'esm', entryFileNames: 'audit.mjs' });
  return import(pathToFileURL(join(folder, 'audit', 'audit.mjs')).href);
};

const compileC = (folder) => {
  const source = join(folder, 'append.c');
  const program = join(folder, 'append');
  writeFileSync(source, cSource);
  return spawnSync('cc', ['-O2', '-o', program, source]).status === 0 ? program : undefined;
};

const cSource = `
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  char line[421];
  struct timespec a, b;
  int fd = open(argv[1], O_WRONLY | O_APPEND | O_CREAT | O_EXCL, 0600);
  int count = argc > 2 ? atoi(argv[2]) : 0;
  memset(line, 'x', 420);
  line[420] = '\\n';
  clock_gettime(CLOCK_MONOTONIC, &a);
  for (int i = 0; i < count; i++)
    if (write(fd, line, 421) != 421 || fdatasync(fd) != 0) return 1;
  clock_gettime(CLOCK_MONOTONIC, &b);
  printf("%.3f\\n", (b.tv_sec - a.tv_sec) * 1e3 + (b.tv_nsec - a.tv_nsec) / 1e6);
  return 0;
}
`;
