// Reading the audit log: the newest runs, one run, filters, statistics, and the proof that nothing was changed.

import { createHash } from 'node:crypto';
import { realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateLog } from '../gen-log.mjs';
import { checkAnswers, isThere, overFiles, peakMegabytes, pythonLoads, searchesIn } from '../lib/log-cases.mjs';
import { bareNode, interleave, median, ratio, wholeRun } from '../lib/measure.mjs';
import { inProject, questions, shipit } from '../lib/project.mjs';

export const log = (report, { rounds, runs }) =>
  logFigures(report, { runs, quick: Math.max(5, rounds >> 1), slow: Math.max(5, rounds >> 1) });

/** 33,000 runs, which are a million records. */
export const biglog = (report, { rounds }) =>
  logFigures(report, { runs: 33_000, quick: Math.max(5, rounds >> 1), slow: Math.max(2, rounds >> 3) });

/** There verify has one thread. */
const oneCore = ['-c', '0', process.execPath, shipit, 'log', 'verify', '--json'];

/** So many rounds of what takes milliseconds, and of what reads everything. */
const logFigures = (report, { runs, quick, slow }) =>
  inProject(questions(12), async ({ root, env, folder }) => {
    // As src/audit/state.ts names a project without a remote.
    const projectId = createHash('sha256')
      .update(realpathSync(join(root, '.git')))
      .digest('hex')
      .slice(0, 16);
    const written = generateLog(env.SHIPIT_STATE_DIR, projectId, runs);
    const names = join(folder, 'names');
    writeFileSync(names, written.files.join('\0'));
    const searches = searchesIn(written);
    checkAnswers(written, searches, { root, env });

    const asked = {
      list: ['list', '--json', '--limit', '20'],
      show: ['show', written.last, '--json'],
      week: ['list', '--json', ...searches.week.args],
      operator: ['list', '--json', ...searches.operator.args],
      text: ['list', '--json', ...searches.text.args],
      stats: ['stats', '--json'],
      verify: ['verify', '--json'],
    };
    const ask = (name) => [name, () => wholeRun(process.execPath, [shipit, 'log', ...asked[name]], { cwd: root, env })];
    const times = {
      ...(await interleave({ node: bareNode, ...Object.fromEntries(['list', 'show', 'week'].map(ask)) }, quick)),
      ...(await interleave(
        {
          ...Object.fromEntries(['operator', 'text', 'stats', 'verify'].map(ask)),
          grep: overFiles(names, `grep -h '"name":"grace"'`),
          grepText: overFiles(names, `grep -hi 'half a cent up for M'`),
          ...(isThere('rg') ? { rg: overFiles(names, `rg -I '"name":"grace"'`) } : {}),
          ...(isThere('jq') ? { jq: overFiles(names, `jq -c 'select(.operator?.name? == "grace")'`) } : {}),
          ...(isThere('python3') ? { python: () => wholeRun('python3', ['-c', pythonLoads, names]) } : {}),
          ...(isThere('taskset') ? { verifyOne: () => wholeRun('taskset', oneCore, { cwd: root, env }) } : {}),
          ...(isThere('openssl', 'version')
            ? { openssl: () => wholeRun('sh', ['-c', `xargs -0 cat <'${names}' | openssl dgst -sha256`]) }
            : {}),
          sha256sum: () => wholeRun('sh', ['-c', `xargs -0 cat <'${names}' | sha256sum`]),
        },
        slow,
      )),
    };

    const size = `${runs.toLocaleString('en')} runs, ${(written.bytes / 1e6).toFixed(0)} MB`;
    const noteOf = (name, base) => `${median(times[name]).toFixed(0)} : ${median(times[base]).toFixed(0)} ms`;
    const row = (id, name, base) => {
      const missing = [base, name].find((one) => times[one] === undefined);
      if (missing !== undefined) {
        const program = { python: 'python3', verifyOne: 'taskset' }[missing] ?? missing;
        report.skippedRow(id, `${program} is not installed`);
      } else {
        report.row(id, ratio(times[name], times[base]), { note: noteOf(name, base), of: size });
      }
    };
    const figure = (what, name, base, target) =>
      report.figure(what, ratio(times[name], times[base]), target, { note: noteOf(name, base) });
    row('D1', 'list', 'node');
    figure('log show, one run : node -e 0', 'show', 'node', 1.25);
    row('D2', 'operator', 'rg');
    figure(`log list, an operator in ${size} : grep`, 'operator', 'grep', 8);
    row('D3', 'operator', 'jq');
    figure(`log list, a text in ${size} : grep -i`, 'text', 'grepText', 8);
    row('D4', 'week', 'node');
    row('D5', 'verify', 'sha256sum');
    row('D6', 'verifyOne', 'openssl');
    row('D7', 'verify', 'openssl');
    row('D8', 'stats', 'python');
    const peaks = Object.entries(asked).map(([name, args]) => ({ name, peak: peakMegabytes(args, { root, env }) }));
    if (peaks.some(({ peak }) => peak === undefined)) {
      report.skippedRow('D9', 'GNU time is not installed');
    } else {
      const worst = peaks.reduce((most, one) => (one.peak > most.peak ? one : most));
      const note = peaks.map(({ name, peak }) => `${name} ${peak.toFixed(0)}`).join(', ');
      report.row('D9', worst.peak, { note, of: size });
    }
  });
