import type { CivilMoment } from '../../calendar/civil.js';
import type { Level } from '../../checklist/model.js';
import type { SourceAsked } from '../../run/evidence.js';
import type { FacetFound } from '../kind.js';
import type { Somebody } from '../persons.js';

export type PeopleFacet = 'oncall' | 'author' | 'migration_authors' | 'second' | 'role';

/** From when to when somebody has to be at hand, on the clock of the calendar's zone. */
export interface Stretch {
  readonly from: CivilMoment;
  readonly until: CivilMoment;
}

/** Somebody who is needed, and why. */
export interface Needed {
  readonly facet: PeopleFacet;
  readonly who: Somebody;
  /** `on call`, `author`, `dba`. */
  readonly because: string;
  readonly stretch: Stretch;
  /** Who says that it is them: `ops/oncall`, `3 commits`. */
  readonly source: string;
  /** The worst a no may come to, where that is less than the facet's level. */
  readonly level?: Level;
}

/** What one entry of `need` comes to: people by name, and facets about those who have none. */
export interface NeedLook {
  readonly needed: readonly Needed[];
  readonly facets: Readonly<Record<string, FacetFound>>;
  readonly detail?: readonly string[];
  readonly sources?: readonly SourceAsked[];
}
