import type { Level, OverrideRule, Verdict } from '../checklist/model.js';
import type { Finding, Form, Json, SourceAsked } from '../run/evidence.js';

/** One facet as found, before levels are applied. */
export interface FacetFound {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly detail?: readonly string[];
  /**
   * All that is wrong, and all that could not be looked at, each as one: once every one of them is acknowledged the facet
   * is go. Left out, the facet as a whole is the only finding.
   */
  readonly findings?: readonly Finding[];
  /** Replaces the facet's question when it has to name something found. */
  readonly question?: string;
  /** Replaces the facet's override rule, e.g. a freeze that carries its own. */
  readonly override?: OverrideRule;
  /** A person always answers: no machine can know it. Then `verdict` is `unknown`. */
  readonly human?: true;
  /** What is asked beyond yes and no before a go counts. */
  readonly form?: Form;
  /** The worst this one may come to here, where that is less than its kind's level and the checklist says none. */
  readonly level?: Level;
}

/** What a kind brings home, before levels are applied. Text may be raw: the engine sanitises and redacts it. */
export interface Found {
  /** For kinds without facets; with facets it is the worst of them and this is ignored. */
  readonly verdict?: Verdict;
  readonly summary: string;
  readonly detail?: readonly string[];
  readonly facts?: { readonly [key: string]: Json };
  readonly findings?: readonly Finding[];
  /**
   * By name; a facet that does not apply is `n/a`. Facets left out are n/a. One of several of the same facet is named
   * `facet:which` by `oneOf`; level, override and reason are those of `facet`.
   */
  readonly facets?: Readonly<Record<string, FacetFound>>;
  readonly sources?: readonly SourceAsked[];
  /** It is about something still under way: look again after so many milliseconds while nobody has answered. */
  readonly again?: number;
  /** Full text for the evidence view when it is long (job output, commit list). */
  readonly text?: string;
}
