import { commonKeys } from '../../src/checklist/grammar.js';
import { checklistJsonSchema, type Schema } from '../../src/checklist/json-schema.js';
import type { Kind } from '../../src/checks/kind.js';
import { keysTable, typeOf } from './keys.js';
import { generated, page } from './markdown.js';

/**
 * The reference of the grammar.
 * @param example the bundled `example.yml`, which has every key
 */
export function checklistPage(kinds: readonly Kind[], example: string, intro: string): string {
  const schema = checklistJsonSchema(kinds) as Schema;
  const top = schema['properties'] as Record<string, Schema>;
  const definitions = schema['definitions'] as Record<string, Schema>;
  const sections = Object.entries(top).flatMap(([key, value]) => [
    `## \`${key}\``,
    String(value['description'] ?? ''),
    key === 'deploy' ? deployTables(value, definitions) : tableOf(key, value),
    exampleOf(key, example),
  ]);
  const [kind] = kinds;
  const item = kind && definitions[`item-${kind.name}`];
  return page(
    '# The checklist file',
    generated('the grammar in src/checklist, checklists/example.yml and docs/parts/checklist.md'),
    intro,
    ...sections,
    '## Items',
    'An item is a kind, alone (`- window`) or with its options and any of these keys (`- tests: {run: make test}`).',
    item &&
      keysTable(
        item,
        Object.keys(item['properties'] ?? {}).filter((key) => !commonKeys.includes(key)),
      ),
    `Kinds: ${kinds.map(({ name }) => `[\`${name}\`](kinds/${name}.md)`).join(' · ')}. Kinds with facets take \`facets: {name: level}\` among their options.`,
  );
}

/** A map as a table, anything else as its type. */
function tableOf(key: string, schema: Schema): string {
  if (key === 'checks' || key === 'after') {
    return 'A list of [items](#items).';
  }
  const byName = schema['additionalProperties'];
  const keys = keysTable(schema);
  const isMap = keys.split('\n').length > 2;
  const lead = typeof byName === 'object' ? 'A map by name; under each name:' : isMap ? '' : `Type: ${typeOf(schema)}.`;
  return [lead, isMap ? keys : ''].filter((text) => text !== '').join('\n\n');
}

function deployTables(schema: Schema, { step }: Record<string, Schema>): string {
  const [, map] = (schema['anyOf'] as readonly Schema[] | undefined) ?? [];
  return [
    'Either a command, or one command with more to say about it:',
    map ? keysTable(map) : '',
    'Or `steps`, a list, each step with these keys:',
    step ? keysTable(step) : '',
    '`shipit lint` says which of them this version cannot carry out yet; a run with them is refused before its first question.',
  ].join('\n\n');
}

/** The lines of a top key in the example, up to the next one. */
function exampleOf(key: string, example: string): string {
  const lines = example.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`${key}:`));
  const length = lines.slice(start + 1).findIndex((line) => /^[^\s]/.test(line));
  const block = lines.slice(start, length < 0 ? undefined : start + 1 + length).join('\n');
  return start < 0 || key === 'checks' ? '' : `\`\`\`yaml\n${block.trimEnd()}\n\`\`\``;
}
