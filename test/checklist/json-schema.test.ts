import { expect, test } from 'vitest';
import { commonKeys, topKeys } from '../../src/checklist/grammar.js';
import { checklistJsonSchema } from '../../src/checklist/json-schema.js';
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
