import type { Command } from '../../checklist/model.js';
import type { Json } from '../../run/evidence.js';
import { passes, worst } from '../../run/verdict.js';
import type { FacetFound, Found, Kind } from '../kind.js';
import { diffFacet } from './facets-diff.js';
import { freshFacet, resolvedOf } from './facets-fresh.js';
import { importsFacet } from './facets-imports.js';
import { staticFacet } from './facets-static.js';
import { transitiveFacet } from './facets-transitive.js';
import { gatherPins, type PinsGathered } from './gather.js';
import { type PinsOptions, pinsOptions } from './options.js';
import { pipCommand } from './python-resolve.js';

/** Would a fresh server install the versions that run now? (checks.md section 5.8) */
export const pins: Kind<PinsOptions> = {
  name: 'pins',
  options: pinsOptions,
  question: () => headline,
  go: 'yes',
  why: 'A package was pinned, but not what it needs itself: the first new server got a newer one, and did not start.',
  facets: {
    ranges: { level: 'block', go: 'yes', question: () => 'Is every direct dependency pinned?' },
    transitive: { level: 'block', go: 'yes', question: () => 'Is every indirect dependency pinned?' },
    lock: {
      level: 'block',
      go: 'yes',
      question: () => 'Does the lock file match?',
      why: 'A lock that belongs to another manifest installs what nobody has tested, or nothing at all.',
    },
    fresh: { level: 'block', go: 'yes', question: () => 'Does a fresh install work today?' },
    imports: {
      level: 'block',
      go: 'yes',
      question: () => 'Can everything be imported after it?',
      why: 'A package installed without a complaint, and broke the application at its first import.',
    },
    images: {
      level: 'warn',
      go: 'yes',
      question: () => 'Is every base image pinned?',
      why: 'A base image was replaced under its name, and a module that was in it was gone.',
    },
    os: { level: 'info', go: 'yes', question: () => 'Are OS packages in the image pinned?' },
    diff: {
      level: 'warn',
      go: 'no',
      question: () => 'Did the lock change since the last deploy?',
      why: 'A new version of a library is new code that nobody here has written.',
    },
  },
  alwaysAsks: false,
  override: 'reason',
  timeoutMs: ({ fresh }) => (fresh === undefined ? 30_000 : fresh.install || fresh.node ? 600_000 : 90_000),
  ttlMs: ({ fresh }) => (fresh === undefined ? undefined : 30 * 60_000),
  boundToCommit: true,
  alwaysLookAgain: false,
  needsPrevious: 'meanwhile',
  readsPlan: true,
  gather: async (options, context) => found(await gatherPins(options, context), options),
  commands: ({ fresh }): readonly Command[] => [
    ...(fresh === undefined ? [] : [[...pipCommand('python3'), '-r', fresh.files?.[0] ?? 'requirements.txt']]),
    ...(fresh?.install
      ? [
          ['python3', '-m', 'venv', 'DIRECTORY'],
          ['DIRECTORY/bin/python', '-m', 'pip', 'install', '-r', fresh.files?.[0] ?? 'requirements.txt'],
        ]
      : []),
    ...(fresh?.node ? [['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund']] : []),
  ],
};

const headline = 'Would a fresh server install the versions that run now?';

function found(gathered: PinsGathered, options: PinsOptions): Found {
  if (!gathered.known) {
    const facet: FacetFound = {
      verdict: 'unknown',
      summary: `the files of the release could not be read: ${gathered.why}`,
    };
    return { summary: facet.summary, facets: { ranges: facet }, sources: gathered.sources };
  }

  const { parts, before, now, fresh, ignore, strict, sources } = gathered;
  if (parts.length === 0 && options.fresh === undefined) {
    const summary = 'there is no manifest of packages and no Dockerfile in the release';
    return { verdict: 'n/a', summary, facets: { ranges: { verdict: 'n/a', summary } }, sources };
  }

  const resolved = resolvedOf(fresh.python);
  const earlier = before.state === 'read' ? before.parts : [];
  // What a new server would get is asked about before what files say: the one is why the other matters.
  const facets: Readonly<Record<string, FacetFound>> = {
    ...(options.fresh === undefined ? {} : { fresh: freshFacet(fresh, { parts, now, ignore }) }),
    ...(options.fresh?.install || options.fresh?.node ? { imports: importsFacet(fresh) } : {}),
    ranges: staticFacet('ranges', parts, 'no file names a direct dependency'),
    transitive: transitiveFacet({ parts, before: earlier, now, resolved, ignore, strict }),
    lock: staticFacet('lock', parts, 'there is no lock file'),
    images: staticFacet('images', parts, 'no image is built from the release'),
    os: staticFacet('os', parts, 'no image is built from the release'),
    ...(options.deployed ? { diff: diffFacet(parts, before) } : {}),
  };
  return { summary: summaryOf(facets), facets, facts: factsOf(gathered), sources };
}

/** The first of what is worst, as it is asked. What images install mostly asks nothing, and is said last. */
function summaryOf({ os, ...facets }: Readonly<Record<string, FacetFound>>): string {
  const rest = restOf(facets);
  return os === undefined || passes(os.verdict) || !rest.passes
    ? rest.summary
    : [rest.summary, os.summary].filter((one) => one !== '').join('; ');
}

function restOf(facets: Readonly<Record<string, FacetFound>>): { readonly summary: string; readonly passes: boolean } {
  const all = Object.values(facets);
  const verdict = worst(all.map((one) => one.verdict));
  const first = all.filter((one) => one.verdict === verdict);
  const summary =
    verdict === 'go'
      ? first
          .slice(0, 2)
          .map((one) => one.summary)
          .join('; ')
      : (first[0]?.summary ?? '');
  return { summary, passes: passes(verdict) };
}

function factsOf({
  parts,
  now,
  fresh,
}: Extract<PinsGathered, { readonly known: true }>): Readonly<Record<string, Json>> {
  const [python] = resolvedOf(fresh.python);
  return {
    files: parts.flatMap(({ files }) => files.map(({ path, blob }) => ({ path, blob }))).slice(0, 500),
    direct: parts.reduce((sum, { direct }) => sum + direct.length, 0),
    snapshots: now.python.map(({ host, root, at, version }) => ({ host, root, at, python: version ?? null })),
    ...(python === undefined
      ? {}
      : {
          python: python.python,
          pip: python.pip,
          resolved: [...python.dists.values()]
            .slice(0, 2000)
            .map(({ name, version, hash }) => ({ name, version, hash: hash ?? null })),
        }),
  };
}
