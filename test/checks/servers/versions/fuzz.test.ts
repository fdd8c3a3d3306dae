import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { compareVersions } from '../../../../src/checks/servers/versions/compare.js';
import type { Order } from '../../../../src/checks/servers/versions/order.js';
import { rpmvercmp } from '../../../../src/checks/servers/versions/rpm.js';

const runs = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0;

const packaging = ['packaging.version', 'pip._vendor.packaging.version'].find((name) =>
  runs('python3', '-c', `import ${name}`),
);

test.skipIf(!runs('dpkg', '--version'))('2,000 pairs are ordered as dpkg orders them', () => {
  const pairs = randomPairs(1, 2000, dpkgVersion);
  const words = new Map<Order | undefined, string>([
    [-1, 'lt'],
    [0, 'eq'],
    [1, 'gt'],
  ]);
  const ours = pairs.map(([a, b]) => `${a} ${words.get(compareVersions('dpkg', a, b))} ${b}`);
  // One shell for all of them; it prints what dpkg denies.
  const script = 'while read -r a is b; do dpkg --compare-versions "$a" "$is" "$b" || echo "$a:$is:$b"; done; echo end';
  expect(output('sh', ['-c', script], ours)).toEqual(['end']);
});

test.skipIf(!runs('rpm', '--version'))('4,000 pairs are ordered as rpm orders them', () => {
  const pairs = randomPairs(2, 4000, rpmVersion);
  const lua = 'for l in io.lines() do local a, b = l:match("(.*) (.*)"); print(rpm.vercmp(a, b), " ") end';
  const theirs = output(
    'rpm',
    ['--eval', `%{lua: ${lua}}`],
    pairs.map(([a, b]) => `${a} ${b}`),
  );
  expect(pairs.map(([a, b]) => `${a} ${b} ${rpmvercmp(a, b)}`)).toEqual(
    pairs.map(([a, b], i) => `${a} ${b} ${theirs[i]}`),
  );
});

test.skipIf(packaging === undefined)('6,000 pairs are ordered as python orders them', () => {
  const pairs = randomPairs(3, 6000, pythonVersion);
  const script = `import sys
from ${packaging} import Version
for line in sys.stdin:
    a, b = map(Version, line.split())
    print(0 if a == b else -1 if a < b else 1)`;
  const theirs = output(
    'python3',
    ['-c', script],
    pairs.map(([a, b]) => `${a} ${b}`),
  );
  expect(pairs.map(([a, b]) => `${a} ${b} ${compareVersions('pep440', a, b)}`)).toEqual(
    pairs.map(([a, b], i) => `${a} ${b} ${theirs[i]}`),
  );
});

type Pair = readonly [string, string];

/** Words. */
function output(command: string, args: readonly string[], input: readonly string[]): readonly string[] {
  const { stdout, stderr, status } = spawnSync(command, args, {
    input: input.map((line) => `${line}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  expect(status, stderr).toBe(0);
  return stdout.trim().split(/\s+/);
}

type Pick = <T>(list: readonly T[]) => T;

/** The same ones every time. */
function randomPairs(seed: number, count: number, version: (pick: Pick) => string): readonly Pair[] {
  let state = seed;
  const pick: Pick = (list) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const found = list[Math.floor((state / 2 ** 32) * list.length)];
    if (found === undefined) {
      throw new Error('nothing to choose from');
    }

    return found;
  };
  return Array.from({ length: count }, (): Pair => [version(pick), version(pick)]);
}

const several = (pick: Pick, most: readonly number[], one: () => string): string =>
  Array.from({ length: pick(most) }, one).join('');

const digits = ['0', '1', '2', '9', '10', '01', '007'];

function dpkgVersion(pick: Pick): string {
  const part = (signs: readonly string[]) => several(pick, [0, 1, 2, 3], () => pick(signs) + pick(digits));
  const upstream = pick(digits) + part(['.', '~', '+', 'a', 'Z', '.', '~rc', '+dfsg', '-']);
  return pick(['', '', '', '0:', '1:', '2:']) + upstream + pick(['', `-${pick(digits)}${part(['.', '~', '+', 'u'])}`]);
}

const rpmVersion = (pick: Pick): string =>
  pick(digits) +
  several(pick, [0, 1, 2, 3], () => pick(['.', '~', '^', 'a', 'rc', '_', '+', '..', '~^', '']) + pick(digits));

function pythonVersion(pick: Pick): string {
  const number = ['', '0', '1', '2', '10'];
  return [
    pick(['', '', 'v']),
    pick(['', '', '0!', '1!']),
    pick(digits),
    several(pick, [0, 0, 1, 2], () => `.${pick(['0', '1', '10'])}`),
    pick(['', '', pick(['a', 'b', 'rc', '.alpha', '-beta.', '_c', 'preview', 'PRE']) + pick(number)]),
    pick(['', '', pick(['.post', '-', '.rev', 'r', '-post_']) + pick(['1', '2', '10'])]),
    pick(['', '', pick(['.dev', 'dev', '-DEV']) + pick(number)]),
    pick(['', '', `+${pick(['a', '1', '10', 'a.1', '1.a', 'A-1', 'ubuntu.1'])}`]),
  ].join('');
}
