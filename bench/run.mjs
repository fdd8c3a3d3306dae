// `npm run bench [FIGURE…] [--rounds N] [--runs N]`: how fast shipit is, as ratios to fixed points that are measured in the
// same minutes on the same machine. Prints; never fails because something is slow. Lines with a letter and a number are the
// rows of bench/targets.mjs; whatever of those was not measured is named at the end.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { append } from './figures/append.mjs';
import { evidence } from './figures/evidence.mjs';
import { gather } from './figures/gather.mjs';
import { git } from './figures/git.mjs';
import { ground } from './figures/ground.mjs';
import { keys } from './figures/keys.mjs';
import { biglog, log } from './figures/log.mjs';
import { output } from './figures/output.mjs';
import { release } from './figures/release.mjs';
import { ssh } from './figures/ssh.mjs';
import { start } from './figures/start.mjs';
import { openReport } from './lib/report.mjs';

const figures = { start, gather, release, ground, evidence, keys, output, append, log, biglog, git, ssh };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '15' },
    runs: { type: 'string', default: '2000' },
    megabytes: { type: 'string', default: '200' },
  },
});

if (!existsSync(resolve(import.meta.dirname, '../dist/cli.cjs'))) {
  console.error('shipit is not built: run `npm run build` first');
  process.exit(2);
}
const unknown = positionals.filter((name) => !(name in figures));
if (unknown.length > 0) {
  console.error(`there is no figure ${unknown.join(', ')}; there are ${Object.keys(figures).join(', ')}`);
  process.exit(2);
}

const report = openReport();
const options = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
for (const [name, figure] of Object.entries(figures)) {
  if (positionals.length === 0 || positionals.includes(name)) {
    try {
      await figure(report, options);
    } catch (error) {
      report.skipped(name, error.message.split('\n')[0]);
      process.exitCode = 1;
    }
  }
}
report.rest();
console.log(report.over.length === 0 ? 'all within their targets' : `over: ${report.over.join('; ')}`);
