import { expect, test } from 'vitest';
import { loadAround, mistakesOf } from './project.js';

const deployOf = async (text: string) => {
  const { deploy } = await loadAround(text);
  return { ...deploy, steps: deploy.steps.map(({ place, ...step }) => step) };
};

const step = { name: 'deploy', run: 'make deploy', host: 'local', checks: [], tty: false };

test.each([
  ['a text', 'deploy: make deploy\n', { steps: [step] }],
  ['a list', 'deploy: [make, deploy]\n', { steps: [{ ...step, run: ['make', 'deploy'] }] }],
  [
    'a map',
    'deploy: {run: make deploy, undo: [make, undo], timeout: 15m, tty: true}\n',
    { steps: [{ ...step, timeoutMs: 900_000, tty: true }], undo: ['make', 'undo'] },
  ],
  ['a map without a way back', 'deploy: {run: make deploy, undo: none}\n', { steps: [{ ...step, undo: 'none' }] }],
])('a deploy written as %s is one step', async (_, text, expected) => {
  expect(await deployOf(text)).toEqual(expected);
});

test('a step takes every key', async () => {
  const text = `targets: {production: {hosts: [web1]}}
deploy:
  steps:
    - step: ring 0
      run: ops/ring 0
    - step: ring 1
      run: [ops/ring, "1"]
      host: web1
      needs: [ring 0]
      verify: {command: ops/live, host: each, max: 1}
      bake: 24h
      checks: [window, {ask: Good?}]
      undo: none
      timeout: 30m
      tty: true
    - step: patches
      reapply: patches
`;
  const { steps } = await deployOf(text);
  expect(steps.map(({ checks, ...rest }) => ({ ...rest, checks: checks.map(({ id }) => id) }))).toEqual([
    { name: 'ring 0', run: 'ops/ring 0', host: 'local', tty: false, checks: [] },
    {
      name: 'ring 1',
      run: ['ops/ring', '1'],
      host: 'web1',
      needs: ['ring 0'],
      verify: { command: 'ops/live', host: 'each', max: 1 },
      bakeMs: 86_400_000,
      checks: ['window-2', 'ask'],
      undo: 'none',
      timeoutMs: 1_800_000,
      tty: true,
    },
    { name: 'patches', reapply: 'patches', host: 'local', tty: false, checks: [] },
  ]);
});

test.each([
  ['B50 nothing', 'deploy:\n', '3:8 `deploy` says nothing → write the command: `deploy: make deploy`'],
  ['B50 an empty text', 'deploy: " "\n', '3:9 `deploy` is empty'],
  ['B50 an empty list', 'deploy: []\n', '3:9 `deploy` needs at least 1 entry'],
  ['B50 an empty map', 'deploy: {}\n', '3:9 `run` is missing'],
  ['a misspelt key', 'deploy: {run: x, udno: y}\n', '3:18 unknown key `udno` → did you mean `undo`?'],
  ['a command by another name', 'deploy: {cmd: x}\n', '3:10 unknown key `cmd` → did you mean `run`?'],
  [
    'a way back that is a word for none',
    'deploy: {run: x, undo: no}\n',
    '3:24 `undo`: `no` is no command → write `undo: none` if there is no way back',
  ],
  [
    'B50 both forms',
    'deploy: {run: x, steps: [{step: a, run: y}]}\n',
    '3:10 `run` cannot stand beside `steps` → write it at the steps',
  ],
  ['B50 no steps', 'deploy: {steps: []}\n', '3:17 `steps` must be a list of at least one step → write `- step: NAME`'],
  ['a step without a name', 'deploy: {steps: [{run: y}]}\n', '3:18 `step` is missing'],
  ['B50 a step without a command', 'deploy: {steps: [{step: a}]}\n', '3:18 `step` needs either `run` or `reapply`'],
  ['a step that is a text', 'deploy: {steps: [make]}\n', '3:18 `step` must be a map, found `make`'],
  [
    'two steps of one name',
    'deploy: {steps: [{step: a, run: x}, {step: a, run: y}]}\n',
    '3:44 two steps are named `a` (the other one: shipit.yml:3:18) → rename one',
  ],
  [
    'a need that is no step',
    'deploy: {steps: [{step: build, run: x}, {step: b, run: y, needs: [biuld]}]}\n',
    '3:67 `needs` names no other step: `biuld` → did you mean `build`?',
  ],
  [
    'a step that needs itself',
    'deploy: {steps: [{step: a, run: x, needs: [a]}]}\n',
    '3:44 `needs` names no other step: `a`',
  ],
  [
    'a circle',
    'deploy: {steps: [{step: a, run: x, needs: [c]}, {step: b, run: y}, {step: c, run: z}]}\n',
    '3:43 these steps wait for each other: `a` → `c` → `b` → `a` → a step without `needs` waits for the one before',
  ],
  [
    'checks that are no list',
    'deploy: {steps: [{step: a, run: x, checks: window}]}\n',
    '3:44 `checks` must be a list of items',
  ],
  [
    'a mistake in a check between steps',
    'deploy: {steps: [{step: a, run: x, checks: [{ask: Hm}]}]}\n',
    '3:51 `ask` must end in `?`: it is a closed question',
  ],
  [
    'hosts where there are none',
    'deploy: {steps: [{step: a, run: x, host: each}]}\n',
    '3:42 `host`: each, but no target has hosts → give `targets.NAME.hosts`, or write `host: local`',
  ],
  [
    'a host that is an option',
    'deploy: {steps: [{step: a, run: x, host: -oProxyCommand=y}]}\n',
    '3:42 `host` is not a valid host; write web1, deploy@web1 or an ssh alias',
  ],
])('%s: such a deploy is refused', async (_, text, expected) => {
  expect(await mistakesOf(loadAround(text))).toEqual([expected]);
});

test('a step runs on a host of a target', async () => {
  const text = (host: string) =>
    `targets: {production: {hosts: [deploy@web1]}}\ndeploy: {steps: [{step: a, run: x, host: ${host}}]}\n`;
  expect(await mistakesOf(loadAround(text('deploy@web1')))).toEqual([]);
  expect(await mistakesOf(loadAround(text('first')))).toEqual([]);
  expect(await mistakesOf(loadAround(text('deploy@web2')))).toEqual([
    '4:42 `host` names no host of a target: `deploy@web2` → did you mean `deploy@web1`?',
  ]);
});
