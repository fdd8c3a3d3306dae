import type { z } from 'zod';
import { readDeploy } from './deploy.js';
import { type KindGrammar, topKeys } from './grammar.js';
import { itemIds } from './ids.js';
import { itemShape } from './item-shape.js';
import { type ItemContext, readItems } from './items.js';
import { mistake, type Report } from './mistake.js';
import type { Calendar, Checklist, Item, Target } from './model.js';
import { publicKeyOf } from './public-key.js';
import { reportRepos } from './repos.js';
import { sections } from './sections.js';
import { type Dict, entryOf, itemsOf, type Tree, treeAt } from './tree.js';
import { suggest, unknownKey } from './unknown.js';
import { validate } from './validate.js';

/**
 * A merged tree to a checklist, every mistake reported. Undefined only where a part is missing that everything needs;
 * with mistakes the result is incomplete and must not be used.
 */
export function assemble(
  root: Dict,
  kinds: readonly KindGrammar[],
  report: Report,
): Omit<Checklist, 'sources'> | undefined {
  for (const key of root.entries.keys()) {
    if (!topKeys.includes(key)) {
      report(unknownKey(key, root, topKeys));
    }
  }
  const read = <T>(key: string, schema: z.ZodType<T>): T | undefined => section(key, schema, root, report);
  const app = read('app', sections.app);
  const calendar = read('calendar', sections.calendar);
  const people = read('people', sections.people);
  const targets = toTargets(root, read('targets', sections.targets));
  const repos = read('repos', sections.repos);
  reportRepos(root, app, report);
  const lastDeploy = read('last_deploy', sections.last_deploy);
  read('log', sections.log);
  reportInstead(root, people, report);
  reportSharedKeys(root, people, report);
  const context: ItemContext = {
    kinds,
    ids: itemIds(root, kinds, report),
    people: people && namesOf(people),
    targets: targets?.map(({ name }) => name),
    repos: app === undefined ? undefined : [app, ...Object.keys(repos ?? {})],
    report,
  };
  const checks = readList('checks', root, context);
  const after = readList('after', root, context);
  const written = entryOf(root, 'deploy');
  const deploy = written && readDeploy(written, { ...context, hosts: targets?.map(({ hosts }) => hosts) });
  reportMissing(root, report);
  if (app === undefined || !deploy) {
    return undefined;
  }
  return {
    app,
    calendar: toCalendar(calendar ?? sections.calendar.parse({})),
    people: people ?? {},
    targets: targets ?? [],
    repos: repos ?? {},
    lastDeploy: lastDeploy ?? ['revision', 'ref', 'log'],
    checks,
    deploy,
    after,
  };
}

type Section<K extends keyof typeof sections> = z.output<(typeof sections)[K]>;

/** `calendar:` with nothing after it says nothing; an `app` has to say something. */
function section<T>(key: string, schema: z.ZodType<T>, root: Dict, report: Report): T | undefined {
  const tree = entryOf(root, key);
  const isEmpty = tree?.type === 'scalar' && tree.value === null && key !== 'app';
  return tree && !isEmpty ? validate(schema, tree, report, key) : undefined;
}

/** In file order. One with nothing in it if none is named; undefined if they have mistakes. */
function toTargets(root: Dict, given: Section<'targets'> | undefined): readonly Target[] | undefined {
  const written = entryOf(root, 'targets');
  if (written?.type !== 'dict') {
    const all = sections.targets.parse({ production: null });
    return Object.entries(all).map(([name, target]) => ({ name, ...target }));
  }
  // JavaScript would put a target named `1` first, wherever it stands.
  return given && [...written.entries.keys()].flatMap((name) => (given[name] ? [{ name, ...given[name] }] : []));
}

const toCalendar = ({ work_days: workDays, ...rest }: Section<'calendar'>): Calendar => ({ ...rest, workDays });

const namesOf = (people: Section<'people'>): readonly string[] => [
  ...new Set([...Object.keys(people), ...Object.values(people).flatMap(({ roles }) => roles)]),
];

/** Somebody who has left has to be replaced by somebody who is there. */
function reportInstead(root: Dict, people: Section<'people'> | undefined, report: Report): void {
  for (const [key, { instead }] of Object.entries(people ?? {})) {
    const others = Object.keys(people ?? {}).filter((name) => name !== key);
    if (instead !== undefined && !others.includes(instead)) {
      const place = treeAt(root, ['people', key, 'instead'])?.place ?? root.place;
      report(mistake(`\`instead\` names no other person: \`${instead}\``, place, suggest(instead, others)));
    }
  }
}

/** A signature has to say whose it is. */
function reportSharedKeys(root: Dict, people: Section<'people'> | undefined, report: Report): void {
  const owners = new Map<string, string>();
  for (const [name, { key = '' }] of Object.entries(people ?? {})) {
    const bare = publicKeyOf(key);
    const owner = bare === undefined ? undefined : owners.get(bare);
    if (owner !== undefined) {
      const place = treeAt(root, ['people', name, 'key'])?.place ?? root.place;
      report(
        mistake(`\`key\` of \`${name}\` is that of \`${owner}\`, too`, place, 'everybody needs a key of their own'),
      );
    } else if (bare !== undefined) {
      owners.set(bare, name);
    }
  }
}

function readList(key: 'checks' | 'after', root: Dict, context: ItemContext): readonly Item[] {
  const tree = entryOf(root, key);
  const isEmpty = tree?.type === 'scalar' && tree.value === null;
  if (tree && tree.type !== 'list' && !isEmpty) {
    context.report(mistake(`\`${key}\` must be a list of items`, tree.place, 'begin each item with `- `'));
  } else if (key === 'checks' && tree && itemsOf(tree).length === 0) {
    context.report(mistake('`checks` has no item', tree.place, EXAMPLE));
  }
  reportMisplaced(key, itemsOf(tree), context);
  return readItems(itemsOf(tree), context);
}

/** What looks at the result of a deploy has nothing to look at before it, and one is enough. */
function reportMisplaced(key: 'checks' | 'after', items: readonly Tree[], { kinds, report }: ItemContext): void {
  for (const { name } of kinds.filter(({ onlyAfter }) => onlyAfter)) {
    const found = items.filter((item) => itemShape(item, kinds)?.kind === name);
    for (const item of key === 'checks' ? found : found.slice(1)) {
      report(
        key === 'checks'
          ? mistake(`\`${name}\` belongs under \`after\``, item.place, 'it looks at what was deployed')
          : mistake(`a second \`${name}\``, item.place, 'one is enough: make one item of them'),
      );
    }
  }
  for (const { name } of kinds.filter(({ once }) => once)) {
    const found = items.filter((item) => itemShape(item, kinds)?.kind === name);
    for (const item of key === 'after' ? found : found.slice(1)) {
      report(
        key === 'after'
          ? mistake(`\`${name}\` belongs under \`checks\``, item.place, 'other items go by what it finds')
          : mistake(`a second \`${name}\``, item.place, 'one is enough: other items go by what it finds'),
      );
    }
  }
}

const EXAMPLE = 'e.g. `- ask: Is it safe to deploy now?`';

function reportMissing(root: Dict, report: Report): void {
  const hints = { app: 'write `app: NAME`', checks: EXAMPLE, deploy: 'write the command: `deploy: make deploy`' };
  for (const [key, hint] of Object.entries(hints)) {
    if (!root.entries.has(key)) {
      report(mistake(`\`${key}\` is missing`, root.place, hint));
    }
  }
}
