import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';

/** What each word or glob of `forbid` hit; undefined where that could not be found out. */
export type Hits = ReadonlyMap<string, readonly string[] | undefined>;

export interface ForbiddenQuestion {
  readonly forbid: readonly string[];
  /** Which of the changed paths are migrations. */
  readonly migrations: () => Promise<readonly string[] | undefined>;
  /** Which of them say what the project depends on. */
  readonly dependencies: () => Promise<readonly string[] | undefined>;
  /** Which of the changed paths a git glob means. */
  readonly matching: (glob: string) => Promise<readonly string[] | undefined>;
}

/** Globs are asked of git, so that they mean here what they mean everywhere. */
export async function forbiddenHits({ forbid, migrations, dependencies, matching }: ForbiddenQuestion): Promise<Hits> {
  const found = await Promise.all(
    [...new Set(forbid)].map(async (what) => {
      const hits =
        what === 'migrations'
          ? await migrations()
          : what === 'dependencies'
            ? await dependencies()
            : await matching(what);
      return [what, hits] as const;
    }),
  );
  return new Map(found);
}

/** Facet `allowed`. */
export function allowedFacet(hits: Hits): FacetFound {
  const hit = [...hits].flatMap(([what, paths]) => (paths !== undefined && paths.length > 0 ? [{ what, paths }] : []));
  if (hit.length > 0) {
    const all = hit.flatMap(({ what, paths }) => paths.map((path) => ({ what, path })));
    return {
      verdict: 'no-go',
      summary: `it changes ${hit.map(({ what, paths }) => inWords(what, paths)).join(' and ')}`,
      detail: all.slice(0, most).map(({ what, path }) => `${path} (${what})`),
      findings: all
        .slice(0, most)
        .map(({ what, path }) => ({ key: `${what}:${path}`, verdict: 'no-go', text: `${path} (${what})` })),
    };
  }

  const unknown = [...hits].filter(([, paths]) => paths === undefined).map(([what]) => what);
  return unknown.length > 0
    ? { verdict: 'unknown', summary: `git could not say whether it changes ${unknown.join(', ')}` }
    : {
        verdict: 'go',
        summary: hits.size === 0 ? 'nothing is forbidden' : `nothing of ${[...hits.keys()].join(', ')}`,
      };
}

const most = 100;

function inWords(what: string, [first = '', ...more]: readonly string[]): string {
  const files = more.length === 0 ? first : `${first} and ${plural(more.length, 'more file')}`;
  return what === 'migrations' || what === 'dependencies' ? `${what} (${files})` : files;
}
