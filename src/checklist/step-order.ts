import { showPlace } from '../errors.js';
import { mistake, type Report } from './mistake.js';
import type { Step } from './model.js';
import { entryOf, itemsOf, type Tree, textOf } from './tree.js';
import { quote, suggest } from './unknown.js';

/** Names of steps are unique, `needs` names other steps, and there is an order that works. */
export function reportOrder(list: readonly Tree[], report: Report): void {
  const steps = new Map<string, NamedStep>();
  let before: string | undefined;
  for (const tree of list) {
    const name = textOf(entryOf(tree, 'step'))?.trim();
    const place = entryOf(tree, 'step')?.place ?? tree.place;
    const same = name === undefined ? undefined : steps.get(name);
    if (same) {
      const other = showPlace(same.tree.place);
      report(mistake(`two steps are named \`${quote(name ?? '')}\` (the other one: ${other})`, place, 'rename one'));
    } else if (name !== undefined) {
      steps.set(name, { tree, needs: needsOf(tree, before) });
    }
    before = name;
  }
  const isMissing = reportMissing(steps, report);
  const cycle = isMissing ? undefined : findCycle(steps);
  if (cycle) {
    const tree = steps.get(cycle[0] ?? '')?.tree ?? list[0];
    const at = tree && (entryOf(tree, 'needs') ?? tree).place;
    const order = cycle.map((name) => `\`${quote(name)}\``).join(' → ');
    if (at) {
      report(
        mistake(`these steps wait for each other: ${order}`, at, 'a step without `needs` waits for the one before'),
      );
    }
  }
}

/**
 * The steps in the order in which they run: as written, but none before what it needs. Where that is another order, every
 * step says what it needs: the one before it may be another one now.
 */
export function inOrder(steps: readonly Step[]): readonly Step[] {
  const explicit = steps.map((step, index) => ({ ...step, needs: step.needs ?? namesOf(steps[index - 1]) }));
  const order: Step[] = [];
  while (order.length < steps.length) {
    const done = new Set(order.map(({ name }) => name));
    const next = explicit.find(({ name, needs }) => !done.has(name) && needs.every((need) => done.has(need)));
    if (next === undefined) {
      return steps;
    }
    order.push(next);
  }
  return order.every(({ name }, index) => name === steps[index]?.name) ? steps : order;
}

const namesOf = (step: Step | undefined): readonly string[] => (step === undefined ? [] : [step.name]);

interface NamedStep {
  readonly tree: Tree;
  readonly needs: readonly string[];
}

function needsOf(tree: Tree, before: string | undefined): readonly string[] {
  const written = entryOf(tree, 'needs');
  return written
    ? itemsOf(written).flatMap((need) => textOf(need)?.trim() ?? [])
    : [before].filter((name) => name !== undefined);
}

function reportMissing(steps: ReadonlyMap<string, NamedStep>, report: Report): boolean {
  let isMissing = false;
  for (const [name, { tree }] of steps) {
    const written = entryOf(tree, 'needs');
    for (const need of itemsOf(written)) {
      const word = textOf(need)?.trim() ?? '';
      if (!steps.has(word) || word === name) {
        const others = [...steps.keys()].filter((other) => other !== name);
        report(mistake(`\`needs\` names no other step: \`${quote(word)}\``, need.place, suggest(word, others)));
        isMissing = true;
      }
    }
  }
  return isMissing;
}

/** The names of a circle, its first one again at the end. */
function findCycle(steps: ReadonlyMap<string, NamedStep>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) {
      return [...path.slice(path.indexOf(name)), name];
    }
    if (done.has(name)) {
      return undefined;
    }
    for (const need of steps.get(name)?.needs ?? []) {
      const cycle = visit(need, [...path, name]);
      if (cycle) {
        return cycle;
      }
    }
    done.add(name);
    return undefined;
  };
  for (const name of steps.keys()) {
    const cycle = visit(name, []);
    if (cycle) {
      return cycle;
    }
  }
  return undefined;
}
