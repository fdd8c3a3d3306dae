import type { SourceAsked } from '../../run/evidence.js';
import { short } from '../../run/release.js';
import { plural } from '../../text/plural.js';
import type { FacetFound, GatherContext } from '../kind.js';
import { type SincePrevious, sincePrevious } from '../since-previous.js';
import { lookAtBackports } from './backported.js';
import { dependencyPaths } from './dependencies.js';
import { allowedFacet, forbiddenHits } from './forbidden.js';
import { migrationPaths } from './migration-paths.js';
import type { HotfixRules } from './options.js';

/** What is in a hotfix. */
export interface RangeLook {
  readonly facets: Readonly<Record<'small' | 'allowed' | 'backported', FacetFound>>;
  /** Commits without merges; absent: not known. */
  readonly commits?: number;
  /** Paths, for the record. */
  readonly forbidden: readonly string[];
  readonly sources: readonly SourceAsked[];
}

/** Facets about the difference to what runs now; what that is has to be known, or nothing of them is go. */
export async function lookAtRange(rules: HotfixRules, context: GatherContext): Promise<RangeLook> {
  const since = await sincePrevious(context);
  const { base } = since;
  if (base === undefined) {
    const found: FacetFound = since.first
      ? { verdict: 'n/a', summary: 'first deploy' }
      : { verdict: 'unknown', summary: since.doubt ?? 'what runs now is unknown' };
    return { facets: { small: found, allowed: found, backported: found }, forbidden: [], sources: [] };
  }

  const { git } = context.world;
  const { commit } = context.release;
  const [commits, changes, backported] = await Promise.all([
    git.commitsBetween(base, commit),
    git.changes(base, commit),
    lookAtBackports(base, rules.main, context),
  ]);
  const count = commits.known ? commits.value.filter(({ parents }) => parents.length < 2).length : undefined;
  const allowed = changes.known
    ? allowedFacet(
        await forbiddenHits({
          forbid: rules.forbid,
          migrations: () => migrationPaths(changes.value, context),
          dependencies: () => dependencyPaths(changes.value, context),
          matching: (glob) => git.changedPaths(base, commit, [glob]),
        }),
      )
    : notKnown(changes.why);
  return {
    facets: {
      small: unlessSure(
        count === undefined ? notKnown(whyOf(commits)) : small(count, rules.max_changes, commit),
        since,
      ),
      allowed: unlessSure(allowed, since),
      backported: unlessSure(backported.facet, since),
    },
    ...(count === undefined ? {} : { commits: count }),
    forbidden: (allowed.findings ?? []).map(({ key }) => key),
    sources: [...sourceOf(commits), ...sourceOf(changes), ...backported.sources],
  };
}

/** Whoever accepts so many commits accepts those, and not what is added to them later. */
function small(count: number, most: number, release: string): FacetFound {
  if (count <= most) {
    return { verdict: 'go', summary: plural(count, 'commit') };
  }

  const summary = `${plural(count, 'commit')}; ${most} are the most of a hotfix`;
  const text = `${summary} (${short(release)})`;
  return { verdict: 'no-go', summary, findings: [{ key: short(release), verdict: 'no-go', text }] };
}

const notKnown = (why: string): FacetFound => ({
  verdict: 'unknown',
  summary: `the two commits could not be compared: ${why}`,
});

/** A host that could not be asked may run something older: then more is in this release than was seen. */
const unlessSure = (found: FacetFound, { doubt }: SincePrevious): FacetFound =>
  doubt !== undefined && found.verdict === 'go' ? { verdict: 'unknown', summary: doubt } : found;

type Asked = { readonly known: boolean; readonly why?: string; readonly source?: SourceAsked };

const whyOf = ({ why = '' }: Asked): string => why;

const sourceOf = ({ source }: Asked): readonly SourceAsked[] => (source === undefined ? [] : [source]);
