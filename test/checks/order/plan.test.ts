import { expect, test } from 'vitest';
import { circleOf, correctedSteps, namesOf, planOf } from '../../../src/checks/order/plan.js';
import { stepsToCopy } from '../../../src/checks/order/steps-to-copy.js';
import { stepNamed } from './several.js';

const constraint = (text: string) => {
  const [first = '', second = ''] = text.split('<');
  return { first, second, because: text };
};
const planned = (...names: readonly string[]) =>
  planOf(
    names.map((name) => stepNamed(name)),
    'wiki',
    ['schemas', 'events'],
  );

test.each([
  ['O1', ['schemas', 'events'], 'schemas<events', 'yes'],
  ['O3', ['events', 'schemas'], 'schemas<events', 'no'],
  ['O2', ['events'], 'schemas<events', 'absent'],
  ['the main one has all steps that are nobody’s', ['migrate', 'schemas', 'web'], 'wiki<schemas', 'no'],
  ['the main one has the step of its name', ['migrate', 'wiki', 'schemas', 'web'], 'wiki<schemas', 'yes'],
  ['all of the first is out', ['schemas', 'web'], 'schemas<wiki', 'yes'],
  ['what has no step of its own', ['schemas', 'events'], 'schemas<wiki', 'yes'],
] as const)('%s: %j, %s: %s', (_name, steps, wanted, expected) => {
  const { first, second } = constraint(wanted);
  expect(planned(...steps).before(first, second)).toBe(expected);
});

test.each([
  ['O4', 'b<a c<b a<c', 'a → b → c → a'],
  ['two of them', 'x<y b<a a<b', 'a → b → a'],
  ['behind something that is in none', 'a<z b<a a<b', 'a → b → a'],
  ['none', 'b<a c<b c<a', undefined],
])('%s: circles are found however deep: %s is %s', (_name, text, expected) => {
  const circle = circleOf(text.split(' ').map(constraint));
  expect(circle && namesOf(circle)).toBe(expected);
});

test('a long chain overflows no stack', () => {
  const chain = Array.from({ length: 1000 }, (_none, index) => constraint(`r${index + 1}<r${index}`));
  expect(circleOf(chain)).toBeUndefined();
  expect(circleOf([...chain, constraint('r0<r1000')])).toHaveLength(1001);
});

test('the corrected order moves as little as can be, and keeps every written need', () => {
  const steps = [
    stepNamed('events'),
    stepNamed('warm up', { needs: [] }),
    stepNamed('schemas', { needs: ['warm up'], timeoutMs: 1000 }),
    stepNamed('done', { run: ['say', 'yes: "it" is'] }),
  ];
  const plan = planOf(steps, 'wiki', ['schemas', 'events']);
  const needs = [constraint('schemas<events')];
  const order = correctedSteps(plan, needs);
  expect(stepsToCopy(order ?? [], plan, needs).slice(2)).toEqual([
    '    - step: warm up',
    '      run: ops/sync warm up',
    '    - step: schemas',
    '      run: ops/sync schemas',
    '      needs: [warm up]',
    '      # and its other keys as they are',
    '    - step: events',
    '      run: ops/sync events',
    '    - step: done',
    '      run: [say, "yes: \\"it\\" is"]',
  ]);
  expect(correctedSteps(plan, [...needs, constraint('events<schemas')])).toBeUndefined();
});
