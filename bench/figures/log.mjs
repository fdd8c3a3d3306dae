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
          sha256sum: () => wholeRun('sh', ['-c', `xargs -0 cat <'${names}' | sha256sum`]),
        },
        slow,
      )),
    };

    const size = `${runs.toLocaleString('en')} runs, ${(written.bytes / 1e6).toFixed(0)} MB`;
    const figure = (what, name, base, target) => {
      if (times[base] === undefined) {
        report.skipped(what, 'it is not here');
      } else {
        const note = `${median(times[name]).toFixed(0)} : ${median(times[base]).toFixed(0)} ms`;
        report.figure(what, ratio(times[name], times[base]), target, { note });
      }
    };
    figure(`log list, newest 20 of ${size} : node -e 0`, 'list', 'node', 1.25);
    figure('log show, one run : node -e 0', 'show', 'node', 1.25);
    figure(`log list, a week of ${size} : node -e 0`, 'week', 'node', 3);
    figure(`log list, an operator in ${size} : rg`, 'operator', 'rg', 8);
    figure(`log list, an operator in ${size} : grep`, 'operator', 'grep', 8);
    figure(`log list, an operator in ${size} : jq`, 'operator', 'jq', 0.1);
    figure(`log list, a text in ${size} : grep -i`, 'text', 'grepText', 8);
    figure(`log stats, ${size} : python json.loads`, 'stats', 'python', 0.35);
    figure(`log verify, ${size} : cat | sha256sum`, 'verify', 'sha256sum', 0.9);
    for (const [name, args] of Object.entries(asked)) {
      const peak = peakMegabytes(args, { root, env });
      if (peak !== undefined) {
        report.figure(`log ${args[0]} (${name}), ${size}: peak memory`, peak, 64, { unit: 'MB' });
      }
    }
  });
