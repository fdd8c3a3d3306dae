import { short } from '../run/release.js';
import type { WatchPlan } from '../run/watch-plan.js';
import type { Found, GatherContext, Kind } from './kind.js';
import { hostOf, optionsOf } from './probe/spec.js';
import { type WatchOptions, watchOptions } from './watch-options.js';
import { lookAtRevision } from './watch-revision.js';

/** Nobody should have to tell you: it looks until the deploy has proved itself, and a person has used it. */
export const watch: Kind<WatchOptions> = {
  name: 'watch',
  options: watchOptions,
  question: () => 'Is it healthy?',
  go: 'yes',
  why: 'Somebody learned an hour after the deploy, from a caller, that the site was down.',
  facets: {
    revision: { level: 'block', question: ({ release }) => `Does every host run ${short(release.commit)}?`, go: 'yes' },
    probes: {
      level: 'block',
      question: () => 'Roll back?',
      go: 'no',
      override: 'no',
      why: 'What fails now fails for everybody while the cause is looked for: going back first is often quicker.',
    },
    human: { level: 'block', question: () => 'Have you used the site yourself since the deploy?', go: 'yes' },
  },
  alwaysAsks: false,
  override: 'reason',
  timeoutMs: 40_000,
  boundToCommit: true,
  alwaysLookAgain: false,
  onlyAfter: true,
  gather,
  commands: ({ probes, notify }) => [
    ...Object.values(probes).flatMap((probe) => {
      const { command } = optionsOf(probe);
      // A list of words is one command.
      return command === undefined ? [] : [command];
    }),
    ...(notify === undefined ? [] : [notify]),
  ],
  watch: planOf,
};

function planOf(options: WatchOptions): Omit<WatchPlan, 'levels' | 'url'> {
  return {
    forMs: options.for,
    everyMs: options.every,
    fail: options.fail,
    askAt: options.ask_at,
    probes: Object.entries(options.probes).map(([name, probe]) => ({ name, host: hostOf(probe) })),
  };
}

/** Which commit runs there: asked until it is the release, for a while. */
async function gather(_options: WatchOptions, context: GatherContext): Promise<Found> {
  const { running, revision } = await lookAtRevision(context);
  return {
    // Where the facet is off, nothing here stands in the way.
    verdict: 'go',
    summary: revision.summary,
    facts: { running: running.map((one) => ({ ...one })) },
    facets: { revision },
  };
}
