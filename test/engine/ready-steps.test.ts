import { expect, test } from 'vitest';
import type { Item, Step } from '../../src/checklist/model.js';
import { reapplyFacts } from '../../src/checks/patches/reapply-facts.js';
import { planReapply } from '../../src/checks/patches/reapply-plan.js';
import { plannedSteps } from '../../src/engine/planned-steps.js';
import { patchesChanged, readySteps } from '../../src/engine/ready-steps.js';
import type { EvidenceGathered } from '../../src/run/events.js';
import type { Json } from '../../src/run/evidence.js';
import { emptyRun } from '../../src/run/run.js';
import { runCommand } from '../../src/world/commands.js';
import { openRepository } from '../../src/world/git.js';
import { createWorld } from '../../src/world/world.js';
import { calendarsIn } from '../helpers/calendars.js';
import { repository } from '../helpers/repository.js';

const register = 'ops/patches.yml';
const lines = (change: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: 20 }, (_, index) => change[index + 1] ?? `line ${index + 1}`)
    .join('\n')
    .concat('\n');
const entry = (hosts: string): string =>
  `- {id: MP-12, title: stop it, hosts: [${hosts}], at: 2026-11-18, by: ada, patch: ops/MP-12.patch}\n`;

const place = { file: 'shipit.yml', line: 1, col: 1 };
const item: Item = {
  id: 'patches',
  kind: 'patches',
  options: { register },
  killer: false,
  level: 'block',
  unknown: 'ask',
  facets: {},
  place,
};
const step = (name: string, change: Partial<Step> = {}): Step => ({
  name,
  run: name,
  host: 'local',
  checks: [],
  tty: false,
  place,
  ...change,
});

/** A run that was asked about MP-12, which its release does not hold. */
async function asked(steps: readonly Step[] = [step('deploy')]) {
  const made = repository({ 'app/jobs.py': lines(), 'app/page.py': 'old\n' });
  made.write({ 'app/jobs.py': lines({ 10: 'off' }) });
  const diff = `${made.git('diff')}\n`;
  made.git('checkout', '--', '.');
  const previous = made.git('rev-parse', 'HEAD');
  made.commit('A page', { 'app/page.py': 'new\n', [register]: entry('web1, web2'), 'ops/MP-12.patch': diff });
  const git = await openRepository(made.root, runCommand);
  const world = createWorld(git, calendarsIn(git.root));
  const release = await git.resolve('HEAD');
  if (release === undefined) {
    throw new Error('no commit');
  }

  const target = {
    name: 'production',
    hosts: ['web1', 'web2'],
    path: '/srv/shop',
    runtimes: [],
    units: [],
    revision: [],
    second: 'named',
  } as const;
  const known = { previous: { commit: previous, sources: [] } } as const;
  const plan = await planReapply(register, {
    world,
    target,
    release,
    previous: null,
    signal: AbortSignal.timeout(10_000),
  });
  const withFacts = (facts: { readonly [key: string]: Json }, verdict: EvidenceGathered['verdict'] = 'warn') => {
    const event = { type: 'evidence', check: 'patches', verdict, facts } as unknown as EvidenceGathered;
    const run = { ...emptyRun, ...known, release, evidence: { patches: { event, seq: 1, t: '' } } };
    return { run, target, checklist: { deploy: { steps, undo: 'back' }, checks: [item] } } as never;
  };
  return { ...made, world, withFacts, facts: { reapply: reapplyFacts(plan) }, diff };
}

const names = (steps: readonly { readonly name: string }[]): readonly string[] => steps.map(({ name }) => name);
const both = ['put MP-12 back on web1', 'put MP-12 back on web2'];

test.each<[string, readonly Step[], readonly string[]]>([
  ['after the last step', [step('a'), step('b')], ['a', 'b', ...both]],
  [
    'where the deploy has a step for it',
    [step('a'), { ...step('patches'), run: undefined, reapply: 'patches' } as never, step('b')],
    ['a', ...both, 'b'],
  ],
])('what was asked about is put back %s, and the page before said so', async (_where, steps, expected) => {
  const { world, withFacts, facts } = await asked(steps);
  const situation = withFacts(facts);
  expect(names(await readySteps('deploy', situation, world))).toEqual(expected);
  const { checklist, run } = situation as never as Parameters<typeof readySteps>[1];
  expect(names(plannedSteps('deploy', checklist, run))).toEqual(expected);
});

test('each step names its host, reads its script, and knows what its statuses mean', async () => {
  const { world, withFacts, facts } = await asked();
  const [, one] = await readySteps('deploy', withFacts(facts), world);
  expect(one).toMatchObject({
    host: 'web1',
    shown: 'stop it: app/jobs.py',
    ends: { 91: { ok: true, said: 'put back' } },
  });
  expect(one?.command.slice(0, 1)).toEqual(['ssh']);
  expect(one?.input).toContain("reapply_put 'MP-12' '/srv/shop'");
});

test.each<[string, (made: Awaited<ReturnType<typeof asked>>) => void]>([
  ['the diff', ({ write, diff }) => write({ 'ops/MP-12.patch': diff.replace('+off', '+OFF') })],
  ['the hosts', ({ write }) => write({ [register]: entry('web1') })],
  ['the register, which nobody can read any more', ({ write }) => write({ [register]: 'nonsense\n' })],
])('somebody changed %s since it was asked: nothing starts, and the last look asks again', async (_what, change) => {
  const made = await asked();
  expect(await patchesChanged(made.withFacts(made.facts), made.world)).toBeUndefined();
  change(made);
  await expect(readySteps('deploy', made.withFacts(made.facts), made.world)).rejects.toThrow();
  expect(await patchesChanged(made.withFacts(made.facts), made.world)).toBe('patches');
});

test('what no shell can be told is found by the last look, before anything is decided', async () => {
  const { world, withFacts, facts } = await asked();
  const situation = withFacts(facts) as Parameters<typeof patchesChanged>[0];
  const target = { ...situation.target, path: '/srv/\0' };
  expect(await patchesChanged({ ...situation, target }, world)).toBe('patches');
});

test('more than the record holds is not put back unseen: nothing starts', async () => {
  const { world, withFacts } = await asked();
  const situation = withFacts({ leftOut: 'too long for the record' });
  await expect(readySteps('deploy', situation, world)).rejects.toThrow('more patches have to be put back than');
});

test.each<[string, { readonly [key: string]: Json }, EvidenceGathered['verdict']]>([
  ['it did not apply', {}, 'n/a'],
  ['nobody could find out, and a person answered', {}, 'unknown'],
])('nothing is put back where %s', async (_why, facts, verdict) => {
  const { world, withFacts } = await asked();
  expect(names(await readySteps('deploy', withFacts(facts, verdict), world))).toEqual(['deploy']);
});

test('after a roll-back it is put back onto what ran before; a register that is broken does not stop the way back', async () => {
  const { world, withFacts, facts, write } = await asked();
  expect(names(await readySteps('undo', withFacts(facts), world))).toEqual(['undo', ...both]);
  write({ [register]: 'nonsense\n' });
  const steps = await readySteps('undo', withFacts(facts), world);
  expect(names(steps)).toEqual(['undo', 'patches is left to a person']);
  expect(steps.at(-1)?.shown).toContain('patches are not put back: ');
});
