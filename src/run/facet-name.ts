/** `oncall` of `oncall:bob`: under this name stand level, override and reason of several facets of the same sort. */
export const facetOf = (name: string): string => name.split(':', 1)[0] ?? name;
