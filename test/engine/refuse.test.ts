import { expect, test } from 'vitest';
import type { Checklist, Step } from '../../src/checklist/model.js';
import { launch } from '../../src/engine/launch.js';
import { refuseWhatCannotRun } from '../../src/engine/refuse.js';
import { opened } from './opened.js';

const step: Step = {
  name: 'switch',
  run: 'true',
  host: 'local',
  needs: [],
  checks: [],
  tty: false,
  place: { file: 'shipit.yml', line: 1, col: 1 },
};

const withSteps = (checklist: Checklist, ...steps: readonly Step[]): Checklist => ({ ...checklist, deploy: { steps } });

test.each<[Partial<Step>, string]>([
  [{ bakeMs: 60_000 }, '`bake`'],
  [{ host: 'web' }, '`host: web`'],
])('%j is refused, but not in a dry run', async (change, word) => {
  const { session } = await opened();
  const checklist = withSteps(session.situation().checklist, { ...step, ...change });
  expect(() => refuseWhatCannotRun(checklist, false)).toThrow(`step \`switch\` uses ${word}`);
  expect(() => refuseWhatCannotRun(checklist, true)).not.toThrow();
  session.close();
});

test.each<[string, readonly Partial<Step>[], string | undefined]>([
  ['a step for patches, and nothing asks about them', [{}], 'nothing asks which there are'],
  ['two of them', [{}, { name: 'again' }], 'two steps are for it'],
  ['putting something else back', [{ reapply: 'config' }], '`reapply: config`'],
  ['a way back of its own', [{ undo: 'true' }], '`undo` beside `reapply`'],
])('`reapply`: %s is refused', async (_what, changes, words) => {
  const { session } = await opened();
  const { run: _run, ...without } = step;
  const steps = changes.map((change) => ({ ...without, reapply: 'patches', ...change }));
  expect(() => refuseWhatCannotRun(withSteps(session.situation().checklist, ...steps), false)).toThrow(words);
  session.close();
});

test('the checklist got a `bake` while the run went on: starting over with it is refused, the run stays as it was', async () => {
  let edited: Checklist | undefined;
  const reload = () => (edited === undefined ? Promise.reject(new Error('too early')) : Promise.resolve(edited));
  const { session, types } = await opened(undefined, { reload });
  edited = withSteps(session.situation().checklist, { ...step, bakeMs: 60_000 });
  session.record({ type: 'notice', notice: 'checklist-edited', text: 'edited', from: 'a', to: 'b' });
  await session.restart();
  expect(session.situation().message).toContain('uses `bake`, which this version cannot carry out');
  expect(types()).not.toContain('restart');
  session.close();
});

test('a run taken up with such a checklist is refused at the launch: the log is still ours', async () => {
  const { session, root, world } = await opened();
  const situation = session.situation();
  const checklist = withSteps(situation.checklist, { ...step, bakeMs: 60_000 });
  const context = {
    session: { ...session, situation: () => ({ ...situation, checklist }) },
    root,
    world,
    tool: { version: '0', node: '20', git: '2' },
    originalEnv: {},
    runnerProgram: ['false'],
  } as const;
  await expect(launch('deploy', context)).rejects.toThrow('uses `bake`');
  expect(session.inBackground()).toBe(false);
  session.close();
});

const probes = (host: string | undefined, form: object, hosts: readonly string[] = []) =>
  opened().then(({ session }) => {
    const { checklist } = session.situation();
    session.close();
    const watch = { probes: { crashes: { ...form, ...(host === undefined ? {} : { host }) } } };
    const item = { id: 'watch', kind: 'watch', options: watch, killer: false, level: 'block', unknown: 'ask' } as const;
    const targets = checklist.targets.map((target) => ({ ...target, hosts }));
    return { ...checklist, targets, after: [{ ...item, facets: {}, place: step.place }] };
  });

test.each<[string, string | undefined, object, readonly string[], string | undefined]>([
  ['a log of a target with hosts', undefined, { log: 'app.log' }, ['web1'], undefined],
  ['a log of this machine', 'local', { log: 'app.log' }, ['web1'], undefined],
  ['a log of a target without hosts', undefined, { log: 'app.log' }, [], undefined],
  ['an address', undefined, { url: 'https://shop.test/' }, ['web1'], undefined],
  ['a command on each host', 'each', { command: 'true' }, ['web1'], undefined],
  ['a command on each of no hosts', 'each', { command: 'true' }, [], 'looks on each host, and no target has hosts'],
  ['a command on the first of no hosts', 'first', { command: 'true' }, [], 'looks on the first host, and no target'],
  ['imports on no hosts', undefined, { all: 'python-dists' }, [], 'looks on each host, and no target has hosts'],
  ['restarts on a host of its own', 'web9', { restarts: ['uwsgi'] }, [], undefined],
])('a probe of %s', async (_what, host, form, hosts, words) => {
  const checklist = await probes(host, form, hosts);
  const refuse = (): void => refuseWhatCannotRun(checklist, false);
  if (words === undefined) {
    expect(refuse).not.toThrow();
  } else {
    expect(refuse).toThrow(`probe \`crashes\` ${words}`);
    expect(() => refuseWhatCannotRun(checklist, true)).not.toThrow();
  }
});
