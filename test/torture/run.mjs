// `npm run torture [-- TRIAL… --size N --seed N]`: the random trials of docs/reliability.md, as large as you like. Trials are
// named by their files: kills, cuts, deploys, … Without names all of them run.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string', default: '1000' }, seed: { type: 'string' } },
});
const trials = readdirSync(import.meta.dirname).flatMap((name) => /^(.*)\.test\.ts$/.exec(name)?.[1] ?? []);
const unknown = positionals.filter((name) => !trials.includes(name));
const numbers = [values.size, values.seed ?? '1'].map(Number);
if (unknown.length > 0 || numbers.some((number) => !Number.isSafeInteger(number) || number < 1)) {
  console.error(
    unknown.length > 0
      ? `there is no trial ${unknown.join(', ')}; there are ${trials.join(', ')}`
      : '--size and --seed are whole numbers from 1 up',
  );
  process.exit(2);
}

const root = resolve(import.meta.dirname, '../..');
if (!existsSync(resolve(root, 'dist/cli.cjs'))) {
  console.error('shipit is not built: run `npm run build` first');
  process.exit(2);
}

const seed = values.seed ?? String(1 + Math.floor(Math.random() * 1e9));
console.log(`${values.size} rounds a trial, seed ${seed}`);
const { status } = spawnSync(
  process.execPath,
  [
    ...[resolve(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'torture'],
    ...positionals.map((name) => `test/torture/${name}.test.ts`),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, SHIPIT_TORTURE_SIZE: values.size, SHIPIT_TORTURE_SEED: seed } },
);
process.exitCode = status ?? 1;
