import { jsonOf } from '../../src/checklist/json-schema.js';
import type { OverrideRule } from '../../src/checklist/model.js';
import type { Kind, QuestionFacts } from '../../src/checks/kind.js';
import { showDuration } from '../../src/text/duration.js';
import { optionsIn, yamlBlocks } from './examples.js';
import { keysTable, typeOf } from './keys.js';
import { code, generated, page, table } from './markdown.js';

/**
 * The page of a kind: what the kind says about itself, then the part written by hand. Its first example with an item of
 * the kind is the one whose questions and limits are shown.
 * @param source file that the kind is in
 */
export function kindPage(kind: Kind, part: string, source: string): string {
  const options = sampleOptions(kind, part);
  return page(
    `# \`${kind.name}\``,
    generated(`${source} and docs/kinds/parts/${kind.name}.md`),
    `> **${kind.question(facts, options)}** Go is **${kind.go}**.`,
    `Why: ${kind.why}`,
    part === '' ? undefined : part,
    '## In short',
    inShort(kind, options),
    ...facetsOf(kind, options),
    '## Options',
    optionsOf(kind),
    'Every item also takes the [common keys](../checklist.md#items).',
  );
}

/** What questions may name. */
const facts: QuestionFacts = {
  release: { commit: '3f2a91c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6', tree: '0'.repeat(40), subject: '' },
  target: 'production',
};

function sampleOptions(kind: Kind, part: string): unknown {
  const written = yamlBlocks(part)
    .map((block) => optionsIn(block, kind.name))
    .find((options) => options !== undefined);
  const read = kind.options.safeParse(written ?? {});
  if (!read.success) {
    throw new Error(`docs/kinds/parts/${kind.name}.md needs a \`\`\`yaml block with a valid item of this kind`);
  }
  return read.data;
}

function inShort(kind: Kind, options: unknown): string {
  const ttl = typeof kind.ttlMs === 'function' ? kind.ttlMs(options) : kind.ttlMs;
  const timeout = typeof kind.timeoutMs === 'function' ? kind.timeoutMs(options) : kind.timeoutMs;
  const isHuman = kind.gather === undefined;
  return table(
    ['', ''],
    [
      ...(kind.onlyAfter ? [['where', 'under `after:`, once']] : []),
      [
        'who answers',
        isHuman
          ? 'a person, always'
          : kind.alwaysAsks
            ? 'the evidence, then a person, always'
            : kind.watch
              ? 'what is looked at, and a person'
              : 'the evidence; a person only where it is not go',
      ],
      [
        isHuman ? 'an answer is good for' : 'evidence is good for',
        ttl === undefined ? 'the whole run' : `${showDuration(ttl)} (\`ttl\`)`,
      ],
      ...(isHuman ? [] : [['gathering may take', `${showDuration(timeout)} (\`timeout\`)`]]),
      ['when the release changes', kind.boundToCommit ? 'it is asked again' : 'the answer stays'],
      ...(isHuman ? [] : [['last look before the launch', lastLook(kind)]]),
      ['going on despite a no-go', overrideWords[kind.override]],
      ...(kind.commands === undefined
        ? []
        : [['runs commands of yours', kind.commands(options).length > 0 ? 'yes' : 'only those its options name']]),
    ],
  );
}

const lastLook = ({ alwaysLookAgain }: Kind): string =>
  alwaysLookAgain === 'if-quick'
    ? 'gathered again, if that took 5 s at most; else if it has grown old'
    : alwaysLookAgain
      ? 'always gathered again'
      : 'gathered again if it has grown old';

const overrideWords: Readonly<Record<OverrideRule, string>> = {
  no: 'is not possible',
  reason: 'takes a reason',
  second: 'takes a reason and a second person',
};

function facetsOf(kind: Kind, options: unknown): readonly string[] {
  const rows = Object.entries(kind.facets).map(([name, facet]) => [
    code(name),
    code(facet.level),
    facet.question(facts, options),
    facet.go,
    facet.override ?? kind.override,
  ]);
  return rows.length === 0
    ? []
    : [
        '## Facets',
        `A facet that is not go is asked by itself. Other levels: \`${kind.name}: {facets: {${Object.keys(kind.facets)[0]}: warn}}\`.`,
        table(['facet', 'level', 'question', 'go', 'override'], rows),
        ...whysOf(kind),
      ];
}

/** The facets whose reason is not that of the kind. */
function whysOf({ facets }: Kind): readonly string[] {
  const own = Object.entries(facets).flatMap(([name, { why }]) =>
    why === undefined ? [] : [`* ${code(name)}: ${why}`],
  );
  return own.length === 0
    ? []
    : ['Facets with a reason of their own, which an item with a `why` replaces:', own.join('\n')];
}

function optionsOf(kind: Kind): string {
  const schema = jsonOf(kind.options);
  const keys = keysTable(schema);
  const [, , ...rows] = keys.split('\n');
  const isMapOnly = schema['type'] === 'object';
  const lead = isMapOnly
    ? ''
    : `\`${kind.name}:\` takes ${typeOf(schema)}. ${String(schema['description'] ?? '')}`.trim();
  return [lead, rows.length === 0 ? '' : keys].filter((text) => text !== '').join('\n\n') || 'None.';
}
