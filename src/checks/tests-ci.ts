import type { Command } from '../checklist/model.js';
import { z } from '../checklist/zod.js';
import { type Release, short } from '../run/release.js';
import { showAge, showDuration } from '../text/duration.js';
import { commandVerdict, lastLines, sourceOf } from './command-verdict.js';
import type { FacetFound, Found, GatherContext } from './kind.js';
import type { TestsOptions } from './tests-options.js';

/**
 * Asks the project's own command what CI said about the release. Beside the verdict its JSON line may name the `commit`
 * that was tested and when it `finished_at` (ISO 8601).
 */
export async function askCi(command: Command, options: TestsOptions, context: GatherContext): Promise<Found> {
  const { world, env, release, signal, timeoutMs, now, progress } = context;
  const request = {
    command,
    cwd: world.root,
    inherit: 'operator',
    env: { ...env, SHIPIT_COMMIT: release.commit },
    timeoutMs,
    signal,
    onLine: progress,
  } as const;
  const result = await world.commands(request);
  const said = commandVerdict(result);
  const more = extra.safeParse(said.json ?? {}).data ?? {};
  const notSaid = (what: string): FacetFound => ({ verdict: 'n/a', summary: `the command says nothing about ${what}` });
  return {
    summary:
      said.json === undefined
        ? `${said.summary} in ${showDuration(result.ms)} for ${short(release.commit)}`
        : said.summary,
    detail: lastLines(result.all, 200),
    facts: { commit: release.commit, tree: release.tree, how: 'ci', command, duration: result.ms, ...factsOf(more) },
    facets: {
      green: {
        verdict: said.verdict,
        summary: said.summary,
        ...(said.json === undefined ? {} : { findings: said.findings }),
      },
      same: more.commit === undefined ? notSaid('the commit it is about') : sameCommit(more.commit, release),
      fresh:
        more.finished_at === undefined ? notSaid('when it ran') : freshness(more.finished_at, options.max_age, now),
      complete: notSaid('single jobs'),
      counted: notSaid('the number of tests'),
      skipped: notSaid('skipped tests'),
    },
    sources: [sourceOf(request, result)],
    text: result.all,
  };
}

const extra = z.object({ commit: z.string().exactOptional(), finished_at: z.string().exactOptional() });

const factsOf = ({ commit, finished_at }: z.output<typeof extra>): Record<string, string> => ({
  ...(commit === undefined ? {} : { tested_commit: commit }),
  ...(finished_at === undefined ? {} : { finished_at }),
});

function sameCommit(tested: string, { commit }: Release): FacetFound {
  const same = tested.length >= 7 && commit.startsWith(tested.toLowerCase());
  return same
    ? { verdict: 'go', summary: `CI tested ${short(commit)}` }
    : { verdict: 'no-go', summary: `CI tested ${tested.slice(0, 40)}, not ${short(commit)}` };
}

/** Facet `fresh`. @param maxAgeMs milliseconds */
export function freshness(finishedAt: string, maxAgeMs: number, now: Date): FacetFound {
  const age = now.getTime() - Date.parse(finishedAt);
  if (Number.isNaN(age) || age < -5 * 60_000) {
    return { verdict: 'unknown', summary: `it names a time that cannot be: ${finishedAt.slice(0, 40)}` };
  }

  return age <= maxAgeMs
    ? { verdict: 'go', summary: showAge(age) }
    : { verdict: 'warn', summary: `green ${showAge(age)}: dependencies and images have moved since` };
}
