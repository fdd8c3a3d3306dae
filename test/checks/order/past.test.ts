import { expect, test } from 'vitest';
import type { PastRun, PastSteps } from '../../../src/checks/kind.js';
import { inBetweenFacet } from '../../../src/checks/order/facet-in-between.js';
import { lastPutLive } from '../../../src/checks/order/logged.js';
import type { Part } from '../../../src/checks/order/model.js';
import { pastStates } from '../../../src/checks/order/past-states.js';
import { planOf } from '../../../src/checks/order/plan.js';
import { stepNamed } from './several.js';

type Told = readonly [
  run: string,
  outcome: string,
  repos: Readonly<Record<string, string>>,
  ended: string,
  broke?: string,
];

/** Runs as the log tells them, oldest first: `ended` are steps that ended well, `broke` one that did not. */
function history(target: string, told: readonly Told[]) {
  const steps = new Map<string, PastSteps>();
  const runs = told.map(([run, outcome, repos, ended, broke]): PastRun => {
    const done = ended.split(' ').filter((name) => name !== '');
    steps.set(run, { repos, ended: done, started: broke === undefined ? done : [...done, broke], dryRun: false });
    return { run, target, commit: 'w1', operator: 'Ada', at: 't', started: 't', outcome, tried: outcome !== 'stopped' };
  });
  const nothing: PastSteps = { repos: {}, ended: [], started: [], dryRun: false };
  return { runs: runs.toReversed(), stepsOf: (run: string) => steps.get(run) ?? nothing };
}

const both = { schemas: 's1', events: 'e1' };

test.each([
  ['it was deployed', [['1', 'deployed', both, 'schemas events']], 's1'],
  [
    'a later run was about another part',
    [
      ['1', 'deployed', both, 'schemas'],
      ['2', 'deployed', { schemas: 's2' }, 'events'],
    ],
    's1',
  ],
  ['the next step broke', [['1', 'failed', both, 'schemas', 'events']], 's1'],
  [
    'its own step broke',
    [
      ['1', 'deployed', both, 'schemas'],
      ['2', 'failed', both, '', 'schemas'],
    ],
    'unsure',
  ],
  ['it was rolled back', [['1', 'rolled-back', both, 'schemas events']], 'unsure'],
  ['nobody saw the end', [['1', 'unknown', both, 'schemas']], 'unsure'],
  ['it was never deployed', [['1', 'deployed', both, 'events']], undefined],
] as const)('what the log says of schemas when %s', (_name, told, expected) => {
  const found = lastPutLive('schemas', 'production', history('production', told));
  expect(typeof found === 'object' ? found.commit : found).toBe(expected);
});

const part = (name: string, commit: string, runs: string): Part =>
  ({ name, commit, live: { state: 'runs', commit: runs }, range: { known: true, commits: [{}] } }) as unknown as Part;

const parts = [part('schemas', 's1', 's0'), part('events', 'e1', 'e0')];
const plan = planOf([stepNamed('schemas'), stepNamed('events')], 'wiki', ['schemas', 'events']);
const old = { schemas: 's0', events: 'e0' };

test.each([
  [
    'staging had one after the other',
    [
      ['1', 'deployed', old, 'schemas events'],
      ['2', 'deployed', both, 'schemas'],
    ],
    'go',
    'staging ran new schemas with old events (2)',
  ],
  [
    'staging stopped in between',
    [
      ['1', 'deployed', old, 'schemas events'],
      ['2', 'failed', { ...both, events: 'e1' }, 'schemas'],
    ],
    'go',
    'staging ran new schemas',
  ],
  [
    'staging had both at once',
    [
      ['1', 'deployed', old, 'schemas events'],
      ['2', 'deployed', both, 'schemas events'],
    ],
    'no-go',
    'staging went from old to new schemas and events in one run: nobody has seen new schemas with old events',
  ],
  [
    'staging never had them',
    [['1', 'deployed', old, 'schemas events']],
    'no-go',
    'no other target ran new schemas with old events',
  ],
  [
    'staging was rolled back',
    [
      ['1', 'deployed', old, 'schemas events'],
      ['2', 'rolled-back', both, 'schemas'],
    ],
    'no-go',
    'no other target',
  ],
  ['nothing is on record', [], 'unknown', 'nobody knows of new schemas with old events'],
] as const)('in between: %s', (_name, told, verdict, text) => {
  const ownerOf = (step: string): string => step;
  const past = pastStates(history('staging', told), { except: 'production', app: 'wiki', ownerOf });
  const found = inBetweenFacet(parts, plan, past);
  expect(found).toMatchObject({ verdict, question: 'Has new schemas been tried with old events?' });
  expect(found.summary).toContain(text);
});

test('with one part there is nothing in between', () => {
  expect(inBetweenFacet(parts.slice(1), plan, []).verdict).toBe('n/a');
});
