import type { Schema } from '../../src/checklist/json-schema.js';
import { code, table } from './markdown.js';

/** The keys of a map as a table; those of maps inside of it by their path: `when.days`. */
export function keysTable(schema: Schema, skip: readonly string[] = []): string {
  const rows = rowsOf(schema, '').filter(([name]) => !skip.some((key) => name === key || name.startsWith(`${key}.`)));
  return table(
    ['key', 'type', 'default', 'meaning'],
    rows.map(([name, key, isRequired]) => [
      code(name),
      typeOf(key),
      key['default'] === undefined ? (isRequired ? 'required' : '') : defaultOf(key['default']),
      meaningOf(key),
    ]),
  );
}

type Row = readonly [name: string, schema: Schema, isRequired: boolean];

function rowsOf(schema: Schema, prefix: string): readonly Row[] {
  const { map, required } = mapIn(schema) ?? {};
  return Object.entries(map ?? {}).flatMap(([name, key]): readonly Row[] => [
    [`${prefix}${name}`, key, required?.includes(name) ?? false],
    ...rowsOf(key, `${prefix}${name}.${mapIn(key)?.isByName ? 'NAME.' : ''}`),
  ]);
}

interface MapIn {
  readonly map: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  /** It stands under names of the operator's own. */
  readonly isByName: boolean;
}

/** The map that may be written for it: itself, one of its forms, what its list holds, or what stands under any name. */
function mapIn(schema: Schema): MapIn | undefined {
  if (schema['properties'] !== undefined) {
    return {
      map: schema['properties'] as Record<string, Schema>,
      required: (schema['required'] as readonly string[] | undefined) ?? [],
      isByName: false,
    };
  }
  const inner = [...formsOf(schema), schema['items'], schema['additionalProperties']];
  for (const form of inner) {
    const found = typeof form === 'object' && form !== null ? mapIn(form as Schema) : undefined;
    if (found) {
      return form === schema['additionalProperties'] ? { ...found, isByName: true } : found;
    }
  }
  return undefined;
}

const formsOf = (schema: Schema): readonly Schema[] => (schema['anyOf'] as readonly Schema[] | undefined) ?? [];

/** In words of the checklist: `text`, `duration`, `one of …`, `list of …`. */
export function typeOf(schema: Schema): string {
  const forms = formsOf(schema);
  if (forms.length > 0) {
    return formsType(forms, schema);
  }
  const words = schema['enum'] as readonly unknown[] | undefined;
  if (words) {
    return words.map(code).join(' ');
  }
  if (schema['const'] !== undefined) {
    return code(schema['const']);
  }
  switch (schema['type']) {
    case 'array':
      return `list of ${typeOf((schema['items'] as Schema | undefined) ?? {})}`;
    case 'string':
      return isDuration(schema) ? 'duration' : 'text';
    case 'boolean':
      return `${code(true)} ${code(false)}`;
    case 'integer':
    case 'number':
      return 'number';
    case 'null':
      return 'nothing';
    default:
      return schema['$ref'] === undefined ? 'map' : (String(schema['$ref']).split('/').at(-1) ?? 'map');
  }
}

/** A text and a list of texts is a command where the examples are one; `no` and `false` are one word. */
function formsType(forms: readonly Schema[], schema: Schema): string {
  const examples = (schema['examples'] as readonly unknown[] | undefined) ?? [];
  if (examples.includes('make deploy')) {
    return 'command';
  }
  const types = forms
    .filter((form) => form['type'] !== 'boolean' && form['type'] !== 'null')
    .map((form) => typeOf({ ...(isDuration(schema) ? { examples: schema['examples'] } : {}), ...form }));
  return [...new Set(types)].join(' or ');
}

const isDuration = (schema: Schema): boolean =>
  ((schema['examples'] as readonly unknown[] | undefined) ?? []).includes('90s');

const defaultOf = (value: unknown): string => {
  const shown = code(value);
  return Array.isArray(value) && value.length === 0 ? '' : shown.length > 60 ? 'a list of its own' : shown;
};

/** Without the default, which has a column of its own. */
function meaningOf(schema: Schema): string {
  const text = String(schema['description'] ?? '');
  const examples = ((schema['examples'] as readonly unknown[] | undefined) ?? []).filter(
    (example) => !['90s', '15m', '2h', '3d'].includes(String(example)) && !text.includes(String(example)),
  );
  const isCommand = examples.includes('make deploy');
  return examples.length === 0 || isCommand ? text : `${text} E.g. ${examples.map(code).join(', ')}.`;
}
