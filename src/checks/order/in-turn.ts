/** At most `at` at a time; what comes of them in the order of the list. */
export async function inTurn<A, B>(list: readonly A[], at: number, act: (one: A) => Promise<B>): Promise<readonly B[]> {
  const done: B[] = [];
  for (let index = 0; index < list.length; index += at) {
    done.push(...(await Promise.all(list.slice(index, index + at).map(act))));
  }

  return done;
}
