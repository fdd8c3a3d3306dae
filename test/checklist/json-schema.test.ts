import { expect, test } from 'vitest';
import { commonKeys, topKeys } from '../../src/checklist/grammar.js';
import { checklistJsonSchema } from '../../src/checklist/json-schema.js';
import { kinds as realKinds } from '../../src/checks/index.js';
import { kinds } from './kinds.js';

const schema = JSON.parse(JSON.stringify(checklistJsonSchema(kinds)));

test('the schema is draft-7 and knows every key of the grammar, and no other', () => {
  expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  expect(Object.keys(schema.properties).toSorted()).toEqual([...topKeys].toSorted());
  expect(schema.additionalProperties).toBe(false);
});

test('every kind is an item with the common keys', () => {
  for (const { name } of kinds) {
    const item = schema.definitions[`item-${name}`];
    expect(Object.keys(item.properties).toSorted()).toEqual([name, ...commonKeys].toSorted());
    expect(item.required).toEqual([name]);
  }
});

test('facets stand inside the options, by name and level', () => {
  const [options] = schema.definitions['item-window'].properties.window.anyOf;
  expect(options.properties.facets.properties.hours.enum).toEqual(['block', 'warn', 'info', 'off']);
  expect(schema.definitions['item-run'].properties.run.anyOf[1].properties).not.toHaveProperty('facets');
});

test('defaults need not be written, and editors get descriptions', () => {
  expect(schema.definitions['item-window'].required).toEqual(['window']);
  expect(schema.properties.calendar.required).toBeUndefined();
  expect(schema.properties.calendar.description).toContain('working days');
  expect(schema.definitions['item-ask'].properties.ttl.description).toContain('evidence');
});

test('defaults are given as they would be written', () => {
  const { definitions, properties } = JSON.parse(JSON.stringify(checklistJsonSchema(realKinds)));
  expect(definitions['item-tests'].properties.tests.properties.max_age.default).toBe('24h');
  expect(definitions['item-release'].properties.release.anyOf[0].properties.max_age.default).toBe('14d');
  expect(properties.calendar.properties.work_days.default).toEqual(['mon', 'tue', 'wed', 'thu', 'fri']);
});

test('every key of the grammar and of every kind says what it is', () => {
  const silent: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) {
      return;
    }
    for (const [key, value] of Object.entries(node)) {
      const names = key === 'properties' ? Object.entries(value as Record<string, { description?: string }>) : [];
      silent.push(...names.filter(([, { description }]) => !description).map(([name]) => `${path}.${name}`));
      visit(value, key === 'properties' ? path : `${path}.${key}`);
    }
  };
  visit(JSON.parse(JSON.stringify(checklistJsonSchema(realKinds))), '');
  expect(silent).toEqual([]);
});
