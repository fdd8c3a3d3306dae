/** Does something with each, so many at once, and gives back what came of it in the order of what was given. */
export async function inTurns<Given, Out>(
  all: readonly Given[],
  atOnce: number,
  work: (one: Given) => Promise<Out>,
): Promise<readonly Out[]> {
  const out = new Map<number, Out>();
  const waiting = all.entries();
  const next = async (): Promise<void> => {
    for (const [index, one] of waiting) {
      out.set(index, await work(one));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, next));
  return [...out].toSorted(([one], [other]) => one - other).map(([, value]) => value);
}
