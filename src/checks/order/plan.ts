import type { Step } from '../../checklist/model.js';

/** Which step carries which repository. */
export interface Plan {
  readonly steps: readonly Step[];
  /** Positions of the steps of a repository, in the order in which they run; none: it does not go out in this run. */
  readonly positions: (repo: string) => readonly number[];
  /** Whether all of `first` is out before anything of `second` is. `no`: not in this order. `absent`: not in this run. */
  readonly before: (first: string, second: string) => 'yes' | 'no' | 'absent';
}

/**
 * A step belongs to the repository of its name. The main one has the step named like `app`; where there is none, all that
 * carry no other repository's name.
 * @param steps in the order in which they run
 */
export function planOf(steps: readonly Step[], app: string, others: readonly string[]): Plan {
  const hasOwn = steps.some(({ name }) => name === app);
  const ownerOf = ({ name, run }: Step): string | undefined =>
    others.includes(name) || name === app ? name : hasOwn || run === undefined ? undefined : app;
  const owners = steps.map(ownerOf);
  const positions = (repo: string): readonly number[] =>
    owners.flatMap((owner, index) => (owner === repo ? [index] : []));
  return {
    steps,
    positions,
    before(first, second) {
      const [last, start] = [positions(first).at(-1), positions(second)[0]];
      // What goes out with no step of its own does so at no known place: anything in this run is as good as before.
      return last === undefined ? 'absent' : start === undefined || last < start ? 'yes' : 'no';
    },
  };
}

/** One repository has to be out before another. */
export interface Constraint {
  readonly first: string;
  readonly second: string;
  /** `events 1a2b3c4 needs schemas PR #12` */
  readonly because: string;
}

/** A circle of constraints, in the order of who needs whom; undefined where there is an order that works. */
export function circleOf(constraints: readonly Constraint[]): readonly Constraint[] | undefined {
  const needs = new Map<string, Constraint[]>();
  for (const one of constraints) {
    needs.set(one.second, [...(needs.get(one.second) ?? []), one]);
  }
  const done = new Set<string>();
  const path: Constraint[] = [];
  const visit = (repo: string): readonly Constraint[] | undefined => {
    const start = path.findIndex(({ second }) => second === repo);
    if (start >= 0) {
      return path.slice(start);
    }

    for (const one of done.has(repo) ? [] : (needs.get(repo) ?? [])) {
      path.push(one);
      const circle = visit(one.first);
      if (circle !== undefined) {
        return circle;
      }

      path.pop();
    }
    done.add(repo);
    return undefined;
  };
  for (const repo of needs.keys()) {
    const circle = visit(repo);
    if (circle !== undefined) {
      return circle;
    }
  }

  return undefined;
}

/** `wiki → schemas → events → wiki` */
export const namesOf = (circle: readonly Constraint[]): string =>
  [...circle.map(({ second }) => second), circle[0]?.second ?? ''].join(' → ');

/**
 * The steps in an order that fits all constraints and every written `needs`, as near to the written one as can be.
 * Undefined where there is none.
 */
export function correctedSteps(plan: Plan, constraints: readonly Constraint[]): readonly Step[] | undefined {
  const { steps } = plan;
  const before = new Map(
    steps.map((step, index) => [
      index,
      new Set([
        ...steps.flatMap(({ name }, other) => (step.needs?.includes(name) ? [other] : [])),
        ...constraints
          .filter(({ second }) => plan.positions(second).includes(index))
          .flatMap(({ first }) => plan.positions(first)),
      ]),
    ]),
  );
  const order: number[] = [];
  while (order.length < steps.length) {
    const next = steps.findIndex(
      (_step, index) => !order.includes(index) && [...(before.get(index) ?? [])].every((one) => order.includes(one)),
    );
    if (next < 0) {
      return undefined;
    }

    order.push(next);
  }

  return order.flatMap((index) => steps[index] ?? []);
}
