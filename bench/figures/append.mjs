// A record on disk: shipit's own append (hash, write, sync, read back) against nothing but write and fdatasync.

import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { generateLog } from '../gen-log.mjs';
import { interleave, median, quantile, ratio } from '../lib/measure.mjs';

const records = 200;
const body = { check: 'part-1', question: 'Is part 1 of the release ready?', answer: 'go', how: 'human', by: 'Ada L.' };

export const append = async (report, { rounds }) => {
  const folder = mkdtempSync(join(tmpdir(), 'shipit-bench-append-'));
  try {
    const { openProject, openSegment, encodeRecord, sha256 } = await bundleAudit(folder);
    const project = openProject({ stateDir: join(folder, 'state'), projectId: '0123456789abcdef', write: true });
    const line = Buffer.from(`${'x'.repeat(420)}\n`);
    const single = { shipit: [], c: [] };
    let runs = 0;

    const cases = {
      node: () => {
        const fd = openSync(join(folder, `plain-${runs++}`), 'ax', 0o600);
        const begin = performance.now();
        for (let i = 0; i < records; i++) {
          writeSync(fd, line);
          fdatasyncSync(fd);
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
      cases.c = () => {
        const answer = execFileSync(program, [join(folder, `c-${runs++}`), String(records)], { encoding: 'utf8' });
        const each = answer.trim().split('\n').map(Number);
        single.c.push(...each);
        return each.reduce((sum, ms) => sum + ms);
      };
    }

    const times = await interleave(cases, rounds);
    const at = (name, q) => quantile(single[name], q);
    if (program === undefined) {
      report.skippedRow('C1', 'cc is not installed');
      report.skippedRow('C2', 'cc is not installed');
    } else {
      const note = (q) => ({ note: `${at('shipit', q).toFixed(2)} : ${at('c', q).toFixed(2)} ms` });
      report.row('C1', at('shipit', 0.5) / at('c', 0.5), note(0.5));
      report.row('C2', at('shipit', 0.9) / at('c', 0.9), note(0.9));
    }
    report.figure('durable append : write + fdatasync in node', ratio(times.shipit, times.node), 1.5);
    report.row('C4', median(Array.from({ length: 5 }, () => microsOf(encodeRecord, sha256))));
    const [full, empty] = [2000, 0].map((count) => openingOf({ folder, openProject, openSegment, count, rounds }));
    report.row('C5', median(full) / median(empty), {
      note: `${median(full).toFixed(1)} : ${median(empty).toFixed(1)} ms`,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Of one record made and hashed, without the disk. */
const microsOf = (encodeRecord, sha256) => {
  const head = { v: 1, run: '20261119T084200Z-0123456789', t: '2026-11-19T08:42:00.000Z', m: 1, type: 'answer' };
  const begin = performance.now();
  let prev = '0'.repeat(64);
  for (let seq = 0; seq < 5000; seq++) {
    prev = sha256(encodeRecord({ prev, ...head, seq }, body).subarray(0, -1));
  }
  return ((performance.now() - begin) * 1000) / 5000;
};

/** Milliseconds to open a log with so many runs, and a new run in it. */
const openingOf = ({ folder, openProject, openSegment, count, rounds }) => {
  const stateDir = join(folder, `state-${count}`);
  const projectId = '0123456789abcdef';
  if (count > 0) {
    generateLog(stateDir, projectId, count);
  }
  return Array.from({ length: rounds + 1 }, (_none, round) => {
    const run = `20270119T084200Z-${round.toString(16).padStart(10, '0')}`;
    const begin = performance.now();
    const project = openProject({ stateDir, projectId, write: true });
    mkdirSync(join(project.runs, '2027', '01'), { recursive: true, mode: 0o700 });
    const segment = openSegment({ project, run, tool: { version: '0', node: process.version, git: '0' } });
    const ms = performance.now() - begin;
    segment.close();
    return ms;
  }).slice(1);
};

/** The audit code alone, from its sources: the bundle exports only the program. */
const bundleAudit = async (folder) => {
  const src = (file) => JSON.stringify(resolve(import.meta.dirname, '../../src/audit', file));
  const input = join(folder, 'entry.mjs');
  writeFileSync(
    input,
    `export { openProject } from ${src('state.ts')};\nexport { openSegment } from ${src('segment.ts')};
export { encodeRecord, sha256 } from ${src('record.ts')};
`,
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
  for (int i = 0; i < count; i++) {
    clock_gettime(CLOCK_MONOTONIC, &a);
    if (write(fd, line, 421) != 421 || fdatasync(fd) != 0) return 1;
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("%.4f\\n", (b.tv_sec - a.tv_sec) * 1e3 + (b.tv_nsec - a.tv_nsec) / 1e6);
  }
  return 0;
}
`;
