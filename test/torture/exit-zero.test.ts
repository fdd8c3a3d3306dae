import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exitFor } from '../../src/engine/ending.js';
import { cli } from '../commands/cli.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { exitsOf } from './exits-of.js';

/** Commands without a terminal, and what they end with: 0 only for what looked, or wrote what it was asked to write. */
const looksWell = [
  ['check'],
  ['check', '--json'],
  ['lint'],
  ['lint', '--json'],
  ['schema'],
  ['status'],
  ['status', '--json'],
  ['log', 'list', '--json'],
  ['log', 'verify'],
  ['log', 'stats'],
  ['vacation'],
  ['ack'],
  ['patch'],
  ['help'],
  ['check', '--help'],
] as const;

const never0 = [
  [[], 2],
  [['--dry-run'], 2],
  [['--plain'], 2],
  [['--dry-run', '--plain'], 2],
  [['hotfix'], 2],
  [['--yes'], 2],
  [['-f', 'missing.yml', 'check'], 2],
  [['--target', 'nowhere'], 2],
  [['--commit', 'nothing'], 2],
  [['--reason', ''], 2],
  [['resume'], 2],
  [['resume', 'nothing'], 2],
  [['resume', '--plain'], 2],
  [['chekc'], 2],
  [['check', '--nope'], 2],
  [['check', 'nothing'], 2],
  [['check', '--target', 'nowhere'], 2],
  [['check', '--commit', 'nothing'], 2],
  [['check', '-f', 'no-go.yml'], 11],
  [['check', '-f', 'no-go.yml', '--json'], 11],
  [['check', '-f', 'unknown.yml'], 11],
  [['check', '-f', 'unknown.yml', '--json'], 11],
  [['check', '-f', 'broken.yml'], 2],
  [['lint', 'broken.yml'], 2],
  [['lint', 'broken.yml', '--json'], 2],
  [['lint', 'missing.yml'], 2],
  [['lint', 'shipit.yml', 'broken.yml'], 2],
  [['status', '--nope'], 2],
  [['log', 'lits'], 2],
  [['log', 'show', 'nothing'], 2],
  [['log', 'verify', 'nothing'], 2],
  [['log', 'list', '--since', 'nonsense'], 2],
  [['log', 'list', '--limit', 'many'], 2],
  [['log', 'stats', '--until', 'nonsense'], 2],
  [['log', 'note', 'nothing', 'a note'], 2],
  [['log', 'export', '--nope'], 2],
  [['init'], 2],
  [['vacation', 'add', 'nonsense'], 2],
  [['vacation', 'remove', '9'], 2],
  [['vacation', 'import', 'missing.ics'], 2],
  [['ack', 'some:key'], 2],
  [['ack', 'some:key', '--until', 'nonsense', '--reason', 'known since the spring'], 2],
  [['patch', 'show', 'nothing'], 2],
  [['patch', 'resolve', 'nothing'], 2],
  [['signoff'], 2],
  [['help', 'nothing'], 2],
] as const satisfies readonly (readonly [readonly string[], number])[];

test('G18 no command ends with 0 but one that looked and found nothing wrong', () => {
  const told = project();
  const commands = [...looksWell.map((words) => [words, 0] as const), ...never0];
  const exits = exitsOf(
    told,
    commands.map(([words]) => words),
  );
  expect(commands.map(([words], at) => `${words.join(' ')}: ${exits[at]}`)).toEqual(
    commands.map(([words, exit]) => `${words.join(' ')}: ${exit}`),
  );
});

/** With nothing wrong in it but two checklists and a file that is none. */
function project() {
  const told = cli('shipit: 1\napp: shop\nchecks:\n  - {run: "true", id: lamp}\ndeploy: "true"\n');
  const other = (run: string): string =>
    `shipit: 1\napp: shop\nchecks:\n  - {run: "${run}", id: lamp}\ndeploy: "true"\n`;
  told.commit('Others', { 'no-go.yml': other('false'), 'unknown.yml': other('./missing'), 'broken.yml': 'checks: [' });
  return told;
}

test('G18 of what a run can end as, only a deploy that went well and a dry run end with 0', () => {
  const zero = Object.entries(exitFor).flatMap(([outcome, exit]) => (exit === 0 ? [outcome] : []));
  expect(zero.toSorted()).toEqual(['deployed', 'dry-run']);
});

/** Everything that may say 0. A new file here has to be about something that looks, or that did what it was asked to do. */
const sayZero = [
  'cli.ts',
  'commands/ack-add.ts',
  'commands/ack.ts',
  'commands/check.ts',
  'commands/init.ts',
  'commands/lint.ts',
  'commands/log/browse.ts',
  'commands/log/export.ts',
  'commands/log/list.ts',
  'commands/log/note.ts',
  'commands/log/show.ts',
  'commands/log/stats.ts',
  'commands/log/verify.ts',
  'commands/patch-add.ts',
  'commands/patch-resolve.ts',
  'commands/patch-show.ts',
  'commands/patch.ts',
  'commands/schema.ts',
  'commands/signoff.ts',
  'commands/status.ts',
  'commands/summary-text.ts',
  'commands/vacation.ts',
  'engine/ending.ts',
];

test('G18 no other place in the program says 0, least of all one that walks, resumes or carries out', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  const found = files.filter((name) => readFileSync(join('src', name), 'utf8').includes('exitCodes.ok'));
  expect(found.toSorted()).toEqual(sayZero);
});

test.each([
  [
    'G18 work that never says how it went is no success, although nothing is left to wait for',
    'new Promise(() => {})',
    1,
  ],
  ['G18 work that throws is no success', 'Promise.reject(new Error("no"))', 1],
  ['G18 what the work says is what the process ends with', 'Promise.resolve(12)', 12],
  ['G18 work that says 0 ends with 0', 'Promise.resolve(0)', 0],
])('%s', (_name, work, exit) => {
  const root = temporaryDirectory();
  cpSync(resolve('bin'), join(root, 'bin'), { recursive: true });
  mkdirSync(join(root, 'dist'));
  writeFileSync(join(root, 'dist', 'cli.cjs'), `exports.main = () => ${work};\n// build ${'a'.repeat(64)}\n`);
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin', 'shipit.cjs'), 'check'], {
    env: { PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: join(root, 'cache') },
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(status).toBe(exit);
  expect(stderr === '').toBe(exit !== 1);
});
