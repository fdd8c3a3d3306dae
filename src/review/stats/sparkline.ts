/**
 * Figures as one line of blocks, each as high as its share of the highest; digits 1 to 9 where only ASCII can be drawn.
 * Nothing is a dot: it is not the same as little.
 */
export function sparkline(values: readonly number[], { ascii }: { readonly ascii: boolean }): string {
  const steps = ascii ? '123456789' : '▁▂▃▄▅▆▇█';
  const highest = Math.max(1, ...values);
  return values
    .map((value) => (value <= 0 ? (ascii ? '.' : '·') : steps.charAt(Math.ceil((value / highest) * steps.length) - 1)))
    .join('');
}
