import { expect, test } from 'vitest';
import { kinds } from '../../src/checks/index.js';

/** checks.md section 1.4: where a reason alone is too little. */
const bySecond = ['window.freeze', 'tests.green', 'patches.overwritten', 'migrations.rehearsed', 'order.live'];

const rules = kinds.flatMap((kind) =>
  Object.entries(kind.facets).map(
    ([name, facet]) => [`${kind.name}.${name}`, facet.override ?? kind.override] as const,
  ),
);

test.each(rules.filter(([name]) => bySecond.includes(name)))(
  '%s takes a second person, unless the checklist says otherwise',
  (_name, rule) => {
    expect(rule).toBe('second');
  },
);

test('the two that this version has are among them', () => {
  expect(rules.map(([name]) => name)).toEqual(expect.arrayContaining(['window.freeze', 'tests.green']));
});
