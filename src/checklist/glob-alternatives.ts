/** More than anybody writes; fewer than would be felt. */
export const mostAlternatives = 200;

/** For how many globs one with braces stands: `{a,b}/*.{c,d}` is 4. */
export const alternativesIn = (glob: string): number =>
  [...glob.matchAll(/\{([^{}]*)\}/g)].reduce((product, [, inner = '']) => product * inner.split(',').length, 1);
