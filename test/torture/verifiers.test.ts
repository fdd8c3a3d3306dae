import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verifyProject } from '../../src/audit/verify.js';
import { temporaryDirectory } from '../audit/project.js';
import { anyLog } from './any-log.js';
import { damage } from './damage.js';
import { limitFor, randomFor, roundsOf, tell } from './trial.js';

const page = readFileSync(fileURLToPath(new URL('../../docs/audit-log.md', import.meta.url)), 'utf8');

const withJq = 'a shell with jq';

/** The programs of the page that check whole logs, as they stand there. */
const programs: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['Python', ['python3', '-c'], /```python\n(import hashlib.*?)```/s],
  [withJq, ['sh', '-c'], /```sh\n(export LC_ALL=C; t=.*?)```/s],
];

const isThere = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

const rounds = roundsOf(3);

test.skipIf(!['python3', 'jq', 'sha256sum'].every(isThere))(
  'G17 verifiers that are not shipit, in Python and in a shell with jq, agree with `log verify` on random logs, whole and damaged',
  () => {
    const random = randomFor('verifiers');
    const base = temporaryDirectory();
    const logs = Array.from({ length: rounds }, (_, at) => {
      const project = anyLog(join(base, String(at)), random);
      return { project, deed: damage(project, random) };
    });
    const count = { logs: rounds, damaged: 0, broken: 0, 'forms that jq overlooks': 0, disagreements: 0 };
    const wrong: string[] = [];
    const said = programs.map(([name, command, block]) => [name, brokenBy(command, block, base, rounds)] as const);
    for (const [at, { project, deed }] of logs.entries()) {
      const { faults } = verifyProject(project);
      const expected = [...new Set(faults.map(({ run }) => named(run)))].toSorted();
      // jq takes some things for JSON that are none; what is chained to anything shows all the same.
      const formOnly = expected.filter((run) => faults.every((one) => one.run !== run || one.kind === 'unreadable'));
      count.damaged += deed === 'nothing' ? 0 : 1;
      count.broken += expected.length > 0 ? 1 : 0;
      for (const [name, broken] of said) {
        const found = broken.get(String(at)) ?? [];
        const overlooked = name === withJq ? formOnly.filter((run) => !found.includes(run)) : [];
        count['forms that jq overlooks'] += overlooked.length;
        if ([...found, ...overlooked].toSorted().join() !== expected.join()) {
          wrong.push(`${name}: log ${at}, ${deed}: ${found.join(' ')} instead of ${expected.join(' ')}`);
        }
      }
    }

    tell('G17 verifiers', { ...count, disagreements: wrong.length });
    expect(wrong).toEqual([]);
  },
  limitFor(rounds, 2000),
);

/** The broken runs of each log, as one program of the page names them. */
function brokenBy([program = '', ...words]: readonly string[], block: RegExp, cwd: string, logs: number) {
  const roots = Array.from({ length: logs }, (_, at) => String(at));
  const script = block.exec(page)?.[1] ?? 'exit 99';
  const args = [...words, script, ...(program === 'sh' ? ['sh'] : []), ...roots];
  const { stdout, stderr, status } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1e9 });
  const broken = new Map<string, readonly string[]>();
  for (const line of `${stdout}${stderr}`.split('\n').filter((one) => one !== '')) {
    const [, root = line, run = ''] = /^BROKEN (\d+) (.*)$/.exec(line) ?? [];
    broken.set(root, [...new Set([...(broken.get(root) ?? []), named(run)])].toSorted());
  }

  expect(status).toBe(broken.size === 0 ? 0 : 1);
  expect([...broken.keys()].filter((root) => !roots.includes(root))).toEqual([]);
  return broken;
}

/** Where a bit of a name was flipped nobody has to write it the same way. */
const named = (run: string): string => (/^\d{8}T\d{6}Z-[0-9a-f]{10}$/.test(run) ? run : 'a run of no name');
