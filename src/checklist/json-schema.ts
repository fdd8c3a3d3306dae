import { deploySchema, stepSchema } from './deploy-grammar.js';
import { commonSchema, isFaceted, type KindGrammar } from './grammar.js';
import { sections } from './sections.js';
import { command, facetLevels } from './types.js';
import { z } from './zod.js';

export type Schema = Readonly<Record<string, unknown>>;

/**
 * The grammar as JSON Schema draft-7, for editors: made from the very definitions that validate. Draft-7, because that is
 * what yaml-language-server knows best.
 */
export function checklistJsonSchema(kinds: readonly KindGrammar[]): object {
  const { shipit, app, extends: bases, ...others } = sections;
  const items = { type: 'array', items: { $ref: '#/definitions/item' } };
  const common = objectOf(commonSchema);
  const definitions: Record<string, Schema> = {
    item: {
      description: 'One question: a kind, alone or with options and common keys.',
      anyOf: [
        { enum: kinds.map(({ name }) => name) },
        ...kinds.map(({ name }) => ({ $ref: `#/definitions/item-${name}` })),
        { ...common, required: ['id'], description: 'Changes an item of the checklist that this one extends.' },
      ],
    },
    ...Object.fromEntries(kinds.map((kind) => [`item-${kind.name}`, itemSchema(kind, common)])),
    step: withProperty(objectOf(stepSchema), 'checks', { ...items, description: 'What is asked after this step.' }),
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'shipit checklist',
    type: 'object',
    properties: {
      shipit: jsonOf(shipit),
      app: jsonOf(app),
      extends: jsonOf(bases),
      ...Object.fromEntries(Object.entries(others).map(([key, schema]) => [key, jsonOf(schema)])),
      checks: { ...items, minItems: 1, description: 'What is asked before the deploy.' },
      deploy: {
        description: 'How it is deployed: a command, or steps.',
        anyOf: [
          jsonOf(command),
          objectOf(deploySchema),
          {
            type: 'object',
            properties: {
              steps: {
                type: 'array',
                minItems: 1,
                items: { $ref: '#/definitions/step' },
                description: 'Steps, one after the other.',
              },
            },
            required: ['steps'],
            additionalProperties: false,
          },
        ],
      },
      after: { ...items, description: 'What is asked after the deploy.' },
    },
    required: ['shipit'],
    additionalProperties: false,
    definitions,
  };
}

function itemSchema(kind: KindGrammar, common: Schema): Schema {
  const options = jsonOf(kind.options);
  const faceted = isFaceted(kind) ? withFacets(options, jsonOf(facetLevels(Object.keys(kind.facets)))) : options;
  const takesNothing = z.safeParse(kind.options, {}).success;
  const described = kind.why === undefined ? {} : { description: kind.why };
  const value = { ...(takesNothing ? { anyOf: [faceted, { type: 'null' }] } : faceted), ...described };
  return { ...withProperty(common, kind.name, value), required: [kind.name] };
}

/** `facets` stands inside the options, but no kind has to know it. */
function withFacets(options: Schema, facets: Schema): Schema {
  const forms = options['anyOf'];
  if (Array.isArray(forms)) {
    return { ...options, anyOf: forms.map((form: Schema) => withFacets(form, facets)) };
  }
  return options['type'] === 'object' ? withProperty(options, 'facets', facets) : options;
}

const withProperty = (schema: Schema, name: string, value: unknown): Schema => ({
  ...schema,
  properties: { ...(schema['properties'] as Schema | undefined), [name]: value },
});

/** A map all of whose defaults may be left out. */
const objectOf = (schema: z.ZodType): Schema => jsonOf(schema);

/** The JSON Schema of what may be written for a value. */
export function jsonOf(schema: z.ZodType): Schema {
  const { $schema, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => Object.assign(jsonSchema, lostWords(zodSchema, jsonSchema)),
  });
  return json;
}

/**
 * zod leaves out defaults and examples of everything that is transformed, because a default is a result. Ours are also
 * right as input, all but durations, which are milliseconds once they are read.
 */
function lostWords(schema: z.core.$ZodType, json: Schema): Schema {
  const { def } = schema._zod;
  const value = 'defaultValue' in def ? def.defaultValue : undefined;
  const takesNumbers = /"type":"(?:number|integer)"/.test(JSON.stringify(json));
  const written = (one: unknown): unknown => (typeof one === 'number' && !takesNumbers ? writeDuration(one) : one);
  const examples = z.globalRegistry.get(schema)?.['examples'];
  return {
    ...(value === undefined || isEmpty(value)
      ? {}
      : { default: Array.isArray(value) ? value.map(written) : written(value) }),
    ...(examples === undefined ? {} : { examples }),
  };
}

/** What takes one or more and is left out; as a value it would be refused. */
const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** In the largest unit that divides it, one day as hours: `14d`, `24h`, `90s`. */
function writeDuration(ms: number): string {
  const [unit, length] = units.find(([, each]) => ms > each && ms % each === 0) ?? ['s', 1000];
  return `${ms / length}${unit}`;
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
] as const;
