import { expect, test } from 'vitest';
import type { Checklist, Step } from '../../src/checklist/model.js';
import { deployEnvironment, shipitVariables } from '../../src/engine/deploy-env.js';
import { orderedSteps, withoutUndo } from '../../src/engine/ordered-steps.js';
import { emptyRun, type Run } from '../../src/run/run.js';

const step = (name: string, more: Partial<Step> = {}): Step => ({
  name,
  run: `run ${name}`,
  undo: `undo ${name}`,
  host: 'local',
  needs: [],
  checks: [],
  tty: false,
  place: { file: 'shipit.yml', line: 1, col: 1 },
  ...more,
});

const deploy = (steps: readonly Step[], undo?: string): Checklist['deploy'] => ({
  steps,
  ...(undo === undefined ? {} : { undo }),
});

/** A run whose deploy got as far as `last`. */
const runTo = (ended: readonly string[], last?: string): Run => ({
  ...emptyRun,
  deploy: {
    startedAt: '',
    tty: false,
    out: '',
    steps: ended.map((name) => ({ type: 'step.end', step: name, host: 'local', rc: 0, ms: 1 })),
    ...(last === undefined ? {} : { step: last }),
  },
});

const steps = [step('one'), step('two', { undo: 'none' }), step('three'), step('four')];

test('a deploy is its steps in order, with their time limits', () => {
  const ordered = orderedSteps('deploy', deploy([step('a', { timeoutMs: 5 }), step('b')]), emptyRun);
  expect(ordered).toEqual([
    { name: 'a', command: 'run a', timeoutMs: 5 },
    { name: 'b', command: 'run b' },
  ]);
});

test.each([
  ['all steps ended', runTo(['one', 'two', 'three', 'four'], 'four'), ['undo four', 'undo three', 'undo one']],
  ['the third failed', runTo(['one', 'two', 'three'], 'three'), ['undo three', 'undo one']],
  ['the third never ended', runTo(['one', 'two'], 'three'), ['undo three', 'undo one']],
  ['nothing was started', emptyRun, []],
])('a roll-back undoes what was started, last first: %s', (_name, run, names) => {
  expect(orderedSteps('undo', deploy(steps), run).map(({ name }) => name)).toEqual(names);
});

test('a second attempt undoes what the first began to, also a step that never ended', () => {
  const names = orderedSteps('undo', deploy(steps), runTo(['one', 'two', 'undo three'], 'undo three'));
  expect(names.map(({ name }) => name)).toEqual(['undo three', 'undo one']);
});

test('the first step failed, and it has no undo: there is nothing to roll back, and it is named', () => {
  const migrate = deploy([step('migrate', { undo: 'none' }), step('switch')]);
  expect(orderedSteps('undo', migrate, runTo(['migrate'], 'migrate'))).toEqual([]);
  expect(withoutUndo(migrate, runTo(['migrate'], 'migrate'))).toEqual(['migrate']);
  expect(withoutUndo({ ...migrate, undo: 'back' }, runTo(['migrate'], 'migrate'))).toEqual([]);
});

test('one undo for the whole deploy wins over those of steps', () => {
  expect(orderedSteps('undo', deploy(steps, 'back'), emptyRun)).toEqual([{ name: 'undo', command: 'back' }]);
});

test('commands get the environment of the operator, and of shipit only what the run is about', () => {
  const release = { commit: 'c'.repeat(40), tree: 't'.repeat(40), subject: 'x' };
  const variables = shipitVariables({
    run: 'r',
    target: 'production',
    release,
    previous: null,
    repos: { 'click-schemas.v2': 'd'.repeat(40) },
    startedAt: 's',
  });
  const original = {
    PATH: '/bin',
    CI: '',
    EMPTY: undefined,
    npm_lifecycle_event: 'start',
    NODE_OPTIONS: '--inspect',
    SHIPIT_STATE_DIR: '/x',
    SHIPIT_NOW: '2026-01-01T00:00:00Z',
    SHIPIT_COMMIT: 'forged',
    MY_SHIPIT_THING: 'kept',
  };
  expect(deployEnvironment(original, variables)).toEqual({
    PATH: '/bin',
    CI: '',
    MY_SHIPIT_THING: 'kept',
    SHIPIT_COMMIT: release.commit,
    SHIPIT_COMMIT_CLICK_SCHEMAS_V2: 'd'.repeat(40),
    SHIPIT_PREVIOUS: '',
    SHIPIT_TARGET: 'production',
    SHIPIT_RUN: 'r',
    SHIPIT_STARTED: 's',
    SHIPIT_REASON: '',
  });
});
