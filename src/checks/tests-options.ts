import type { Command } from '../checklist/model.js';
import { command, line, oneOrMore, positiveDuration, problem, timeLimit } from '../checklist/types.js';
import { z } from '../checklist/zod.js';
import type { ForgeName } from './forge/ask-forge.js';

/** Durations are milliseconds. Exactly one of `run` and `ci` is there. */
export interface TestsOptions {
  readonly run?: Command;
  readonly setup?: Command;
  readonly in: 'here' | 'worktree';
  readonly ci?: { readonly command: Command } | ForgeName;
  /** Names of jobs; none: all of them count. */
  readonly required: readonly string[];
  readonly accept: 'commit' | 'tree';
  readonly max_age: number;
  readonly min: number;
  readonly count?: string;
  readonly timeout?: number;
}

const fields = z.strictObject({
  run: command.exactOptional().describe('The test command, e.g. `make test`.'),
  setup: command.exactOptional().describe('Runs before it, e.g. to install what a fresh work tree lacks.'),
  in: z
    .enum(['here', 'worktree'])
    .default('here')
    .describe('`here`: in your checkout, which must be clean. `worktree`: in a fresh checkout of the release.'),
  ci: z
    .union([z.strictObject({ command }), z.enum(['github', 'gitlab'])])
    .exactOptional()
    .describe('Who knows what CI said about the commit: github (by your gh), gitlab (by your glab), or a command.'),
  required: oneOrMore(line(200))
    .default([])
    .describe(
      'Names of the jobs that have to have run and succeeded; without any, all of them. For github and gitlab.',
    ),
  accept: z
    .enum(['commit', 'tree'])
    .default('commit')
    .describe(
      '`tree`: a result of the pull request counts if its content is exactly that of the release (squash merges).',
    ),
  max_age: positiveDuration.default(24 * 3_600_000).describe('How long a result stays good.'),
  min: z.int().min(0).default(1).describe('The run must contain at least so many tests; 0 allows none at all.'),
  count: z
    .string()
    .max(200)
    .refine(hasOneGroup, 'must be a regular expression with one group, the number of tests')
    .exactOptional()
    .describe('Regular expression with one group: how many tests ran, where the runner is not recognised.'),
  timeout: timeLimit.exactOptional().describe('For setup and run together 20m, for CI 20s unless given.'),
});

export const testsOptions: z.ZodType<TestsOptions> = fields.superRefine(
  ({ run, ci, setup, required, accept }, context) => {
    if ((run === undefined) === (ci === undefined)) {
      problem(context, 'needs either `run` or `ci`', 'write tests: {run: make test}, or tests: {ci: github}');
    }

    if (setup !== undefined && run === undefined) {
      context.addIssue({ code: 'custom', path: ['setup'], message: 'needs `run`: CI sets itself up' });
    }

    const asked = [...(required.length > 0 ? ['required'] : []), ...(accept === 'tree' ? ['accept'] : [])];
    for (const key of typeof ci === 'string' ? [] : asked) {
      context.addIssue({ code: 'custom', path: [key], message: 'needs `ci: github` or `ci: gitlab`' });
    }
  },
);

function hasOneGroup(pattern: string): boolean {
  try {
    return new RegExp(`${pattern}|`).exec('')?.length === 2;
  } catch {
    return false;
  }
}

export const testsTimeout = ({ timeout, ci }: TestsOptions): number =>
  timeout ?? (ci === undefined ? 20 * 60_000 : 20_000);
