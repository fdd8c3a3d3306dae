import type { FacetSpec, Kind } from './kind.js';

/**
 * A kind whose options nobody outside needs to know. Sound because options reach it only through its own schema: the
 * loader parses them with `options`, and hands back exactly what came out.
 */
export function erase<Options>(kind: Kind<Options>): Kind {
  const own = (options: unknown): Options => options as Options;
  const { gather, commands, watch, reposIn, ttlMs, timeoutMs, facets, ...rest } = kind;
  return {
    ...rest,
    question: (facts, options) => kind.question(facts, own(options)),
    facets: Object.fromEntries(Object.entries(facets).map(([name, facet]) => [name, eraseFacet(facet, own)])),
    timeoutMs: typeof timeoutMs === 'number' ? timeoutMs : (options) => timeoutMs(own(options)),
    ...(ttlMs === undefined ? {} : { ttlMs: typeof ttlMs === 'number' ? ttlMs : (options) => ttlMs(own(options)) }),
    ...(gather === undefined ? {} : { gather: (options, context) => gather(own(options), context) }),
    ...(watch === undefined ? {} : { watch: (options) => watch(own(options)) }),
    ...(reposIn === undefined ? {} : { reposIn: (options) => reposIn(own(options)) }),
    ...(commands === undefined ? {} : { commands: (options) => commands(own(options)) }),
  };
}

const eraseFacet = <Options>(facet: FacetSpec<Options>, own: (options: unknown) => Options): FacetSpec<unknown> => ({
  ...facet,
  question: (facts, options) => facet.question(facts, own(options)),
});
