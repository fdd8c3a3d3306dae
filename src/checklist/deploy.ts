import type { z } from 'zod';
import { deploySchema, stepSchema } from './deploy-grammar.js';
import { type ItemContext, readItems } from './items.js';
import { mistake } from './mistake.js';
import type { Command, Deploy, Step, Target } from './model.js';
import { inOrder, reportOrder } from './step-order.js';
import { entryOf, itemsOf, onlyKeys, type Tree } from './tree.js';
import { command } from './types.js';
import { suggest } from './unknown.js';
import { validate } from './validate.js';

export interface DeployContext extends ItemContext {
  /** The targets as far as they could be read: a step on a host needs one there. */
  readonly hosts: readonly Target['hosts'][] | undefined;
}

/** The deploy in its one form: steps. A plain command is one step named `deploy`. Undefined if it has mistakes. */
export function readDeploy(tree: Tree, context: DeployContext): Deploy | undefined {
  if (tree.type === 'scalar' && tree.value === null) {
    context.report(mistake('`deploy` says nothing', tree.place, 'write the command: `deploy: make deploy`'));
    return undefined;
  }
  if (tree.type !== 'dict') {
    const run = validate(command, tree, context.report, 'deploy');
    return run === undefined ? undefined : { steps: [onlyStep(run, tree)] };
  }
  return tree.entries.has('steps') ? readSteps(tree, context) : readCommand(tree, context);
}

function readCommand(tree: Tree, { report }: DeployContext): Deploy | undefined {
  const given = validate(deploySchema, tree, report, 'deploy');
  if (!given) {
    return undefined;
  }
  const { run, undo, timeout, tty } = given;
  const step: Step = { ...onlyStep(run, tree), tty, ...(timeout === undefined ? {} : { timeoutMs: timeout }) };
  if (undo === 'none') {
    return { steps: [{ ...step, undo }] };
  }
  return { steps: [step], ...(undo === undefined ? {} : { undo }) };
}

const onlyStep = (run: Command, { place }: Tree): Step => ({
  name: 'deploy',
  run,
  host: 'local',
  checks: [],
  tty: false,
  place,
});

function readSteps(tree: Tree, context: DeployContext): Deploy | undefined {
  const { report } = context;
  const list = entryOf(tree, 'steps');
  for (const key of tree.type === 'dict' ? tree.entries.keys() : []) {
    if (key !== 'steps') {
      const place = tree.type === 'dict' ? (tree.entries.get(key)?.key ?? tree.place) : tree.place;
      report(mistake(`\`${key}\` cannot stand beside \`steps\``, place, 'write it at the steps'));
    }
  }
  if (list?.type !== 'list' || list.items.length === 0) {
    report(mistake('`steps` must be a list of at least one step', list?.place ?? tree.place, 'write `- step: NAME`'));
    return undefined;
  }
  const steps = list.items.map((step) => readStep(step, context));
  reportOrder(list.items, report);
  const good = steps.filter((step) => step !== undefined);
  return good.length === steps.length ? { steps: inOrder(good) } : undefined;
}

function readStep(tree: Tree, context: DeployContext): Step | undefined {
  const checks = entryOf(tree, 'checks');
  const items = readItems(itemsOf(checks), context);
  if (checks && checks.type !== 'list') {
    context.report(mistake('`checks` must be a list of items', checks.place));
  }
  const own = tree.type === 'dict' ? onlyKeys(tree, (key) => key !== 'checks') : tree;
  const given = validate(stepSchema, own, context.report, 'step');
  if (!given) {
    return undefined;
  }
  reportHost(given, tree, context);
  const { step, bake, timeout, ...rest } = given;
  return {
    ...rest,
    name: step,
    ...(bake === undefined ? {} : { bakeMs: bake }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
    checks: items,
    place: tree.place,
  };
}

/** A step that runs on hosts needs hosts: none at all would make it do nothing, and succeed. */
function reportHost({ host }: z.output<typeof stepSchema>, tree: Tree, { hosts, report }: DeployContext): void {
  const isOpen = hosts?.some((given) => 'command' in given) ?? true;
  if (host === 'local' || isOpen) {
    return;
  }
  const names = [...new Set(hosts?.flatMap((given) => ('command' in given ? [] : given)) ?? [])];
  const place = entryOf(tree, 'host')?.place ?? tree.place;
  if (names.length === 0) {
    report(
      mistake(`\`host\`: ${host}, but no target has hosts`, place, 'give `targets.NAME.hosts`, or write `host: local`'),
    );
  } else if (host !== 'each' && host !== 'first' && !names.includes(host)) {
    report(
      mistake(
        `\`host\` names no host of a target: \`${host}\``,
        place,
        suggest(host, ['local', 'each', 'first', ...names]),
      ),
    );
  }
}
