import type { Command } from '../checklist/model.js';
import { short } from '../run/release.js';
import type { TreeAnswer } from '../world/tree-state.js';
import { lastLines, sourceOf } from './command-verdict.js';
import type { FacetFound, Found, GatherContext, Kind } from './kind.js';
import { askCi } from './tests-ci.js';
import { failingTests } from './tests-failures.js';
import { askForgeCi } from './tests-forge.js';
import { type Judged, judgeResult } from './tests-green.js';
import { type TestsOptions, testsOptions, testsTimeout } from './tests-options.js';
import { runTests, type TestRun } from './tests-run.js';

/** Green for exactly this commit: the tests are run now, or CI is asked. */
export const tests: Kind<TestsOptions> = {
  name: 'tests',
  options: testsOptions,
  question: ({ release }) => `Are the tests green for ${short(release.commit)}?`,
  go: 'yes',
  why: 'A release went out on red tests once, because they had been green for another commit.',
  facets: {
    green: {
      level: 'block',
      question: ({ release }) => `Are the tests green for ${short(release.commit)}?`,
      go: 'yes',
      override: 'second',
    },
    same: { level: 'block', question: () => 'Was it this exact commit that was tested?', go: 'yes' },
    complete: { level: 'block', question: () => 'Did every required job run?', go: 'yes' },
    counted: {
      level: 'warn',
      question: (_facts, { min }) => `Did the run contain at least ${min} ${min === 1 ? 'test' : 'tests'}?`,
      go: 'yes',
    },
    fresh: { level: 'warn', question: () => 'Is the result recent enough?', go: 'yes' },
    skipped: { level: 'info', question: () => 'Were tests skipped?', go: 'no' },
  },
  forms: [
    ['run', 'setup', 'in', 'min', 'count'],
    ['ci', 'required', 'accept'],
  ],
  alwaysAsks: false,
  override: 'reason',
  ttlMs: (options) => options.max_age,
  timeoutMs: testsTimeout,
  boundToCommit: true,
  alwaysLookAgain: false,
  gather,
  commands: ({ run, setup, ci }) =>
    [setup, run, typeof ci === 'string' ? undefined : ci?.command].filter((command) => command !== undefined),
};

async function gather(options: TestsOptions, context: GatherContext): Promise<Found> {
  const { run, ci } = options;
  if (ci !== undefined) {
    return typeof ci === 'string' ? askForgeCi(ci, options, context) : askCi(ci.command, options, context);
  }

  return run === undefined
    ? {
        summary: 'there is neither a test command nor CI',
        facets: { green: unknown('nobody says how to run the tests') },
      }
    : found(run, options, context, await runTests(run, options, context));
}

async function found(command: Command, options: TestsOptions, context: GatherContext, run: TestRun): Promise<Found> {
  const { release, now } = context;
  const { result, setup, same, notRun = '' } = run;
  const judged = result === undefined ? notJudged(notRun) : await judgeResult(result, options);
  const output = result?.all ?? setup?.all ?? '';
  const names = failingTests(output);
  return {
    summary: summaryOf(judged.green, same, run),
    detail: names.length > 0 && judged.green.verdict !== 'go' ? names : lastLines(output, 12),
    facts: {
      commit: release.commit,
      tree: release.tree,
      how: options.in,
      command,
      finished_at: now.toISOString(),
      dirty_before: dirt(run.before),
      dirty_after: dirt(run.after),
      ...(judged.counts === undefined ? {} : { counts: { ...judged.counts } }),
      ...(result === undefined ? {} : { duration: result.ms, tested_commit: headOf(run.before) }),
    },
    facets: {
      green: judged.green,
      same,
      complete: { verdict: 'n/a', summary: 'one command, no jobs of its own' },
      counted: judged.counted,
      fresh: result === undefined ? notJudged(notRun).counted : { verdict: 'go', summary: 'just now' },
      skipped: judged.skipped,
    },
    sources: sourcesOf(command, options, run),
    ...(output === '' ? {} : { text: output }),
  };
}

function notJudged(why: string): Judged {
  const none: FacetFound = { verdict: 'n/a', summary: 'the tests were not run' };
  return { green: unknown(`not run: ${why}`), counted: none, skipped: none };
}

const unknown = (summary: string): FacetFound => ({ verdict: 'unknown', summary });

function summaryOf(green: FacetFound, same: FacetFound, { result }: TestRun): string {
  if (result === undefined || green.verdict !== 'go') {
    return green.summary;
  }

  return same.verdict === 'go' ? `${green.summary}, just now, clean tree` : `${green.summary}; ${same.summary}`;
}

const dirt = (answer: TreeAnswer | undefined): readonly string[] => {
  const tree = answer?.known === true ? answer.tree : undefined;
  return tree === undefined ? [] : [...tree.changed, ...tree.hidden].slice(0, 50);
};

const headOf = (answer: TreeAnswer | undefined): string | null =>
  answer?.known === true ? (answer.tree.head ?? null) : null;

function sourcesOf(command: Command, options: TestsOptions, { before, after, setup, result }: TestRun) {
  const trees = [before, after].flatMap((answer) =>
    answer === undefined ? [] : answer.known ? answer.tree.sources : answer.sources,
  );
  return [
    ...(setup === undefined || options.setup === undefined ? [] : [sourceOf({ command: options.setup }, setup)]),
    ...(result === undefined ? [] : [sourceOf({ command }, result)]),
    ...trees,
  ];
}
