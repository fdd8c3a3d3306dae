/** One migration in the line that its framework follows. */
export interface Step {
  readonly id: string;
  readonly path: string;
  /** Ids of those that have to run before it. */
  readonly needs: readonly string[];
  /** Ids of those it stands for (`replaces` of Django). */
  readonly replaces?: readonly string[];
  /** It says that it begins or goes on a line of its own (`branch_labels` of Alembic). */
  readonly labels?: readonly string[];
}

export interface Line {
  /** Those that nothing follows, with the labels of all they come after. More than one: nobody knows which one comes last. */
  readonly ends: readonly Step[];
  /** What is needed and is not there. */
  readonly missing: readonly { readonly step: Step; readonly id: string }[];
  /** Several with the same id. */
  readonly twice: readonly Step[];
}

/** How a set of migrations hangs together. Who needs a replaced one needs what stands for it. */
export function lineOfSteps(steps: readonly Step[]): Line {
  const standsFor = new Map(steps.flatMap(({ id, replaces = [] }) => replaces.map((old) => [old, id] as const)));
  const ids = new Set(steps.map(({ id }) => id));
  const needed = new Set(
    steps.flatMap(({ id, needs }) =>
      needs.map((one) => standsFor.get(one) ?? one).filter((one) => one !== id && standsFor.get(id) !== one),
    ),
  );
  const seen = new Set<string>();
  const ends = steps.filter(({ id }) => !standsFor.has(id) && !needed.has(id));
  return {
    ends: steps.some(({ labels = [] }) => labels.length > 0) ? ends.map(withLabels(steps)) : ends,
    missing: steps.flatMap((step) =>
      step.needs.filter((id) => !ids.has(id) && !standsFor.has(id)).map((id) => ({ step, id })),
    ),
    twice: steps.filter(({ id }) => seen.size === seen.add(id).size),
  };
}

/** Two ends that nobody meant. Lines that each carry a label which no other has were forked on purpose. */
export const isForked = ({ ends }: Pick<Line, 'ends'>): boolean =>
  ends.length > 1 &&
  !ends.every(({ labels = [] }, index) =>
    labels.some((label) => !ends.some((other, at) => at !== index && other.labels?.includes(label))),
  );

/** A label is said once, where its line begins (`branch_labels` of Alembic): all that comes after it has it, too. */
function withLabels(steps: readonly Step[]): (end: Step) => Step {
  const byId = new Map(steps.map((step) => [step.id, step]));
  return (end) => ({
    ...end,
    labels: [...withAllBefore(steps, [end.id], byId)].flatMap((id) => byId.get(id)?.labels ?? []),
  });
}

/** An id and all that has to run before it. */
export function withAllBefore(
  steps: readonly Step[],
  ids: readonly string[],
  byId: ReadonlyMap<string, Step> = new Map(steps.map((step) => [step.id, step])),
): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...ids];
  for (;;) {
    const id = waiting.pop();
    if (id === undefined) {
      return reached;
    }

    const step = byId.get(id);
    if (!reached.has(id) && step !== undefined) {
      reached.add(id);
      waiting.push(...step.needs);
    }
  }
}
