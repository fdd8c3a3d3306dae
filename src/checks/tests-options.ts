import type { Command } from '../checklist/model.js';
import { command, positiveDuration, problem, timeLimit } from '../checklist/types.js';
import { z } from '../checklist/zod.js';

/** Durations are milliseconds. Exactly one of `run` and `ci` is there. */
export interface TestsOptions {
  readonly run?: Command;
  readonly setup?: Command;
  readonly in: 'here' | 'worktree';
  readonly ci?: { readonly command: Command };
  readonly max_age: number;
  readonly min: number;
  readonly count?: string;
  readonly timeout?: number;
}

/** The forges that checks.md describes; they are refused in words until their adapters are written. */
const forge = z
  .enum(['github', 'gitlab'])
  .transform((name, context) =>
    problem(
      context,
      `names ${name}, which this version cannot ask yet`,
      'let a command ask it: ci: {command: ...}; it gets SHIPIT_COMMIT',
    ),
  );

const fields = z.strictObject({
  run: command.exactOptional().describe('The test command, e.g. `make test`.'),
  setup: command.exactOptional().describe('Runs before it, e.g. to install what a fresh work tree lacks.'),
  in: z
    .enum(['here', 'worktree'])
    .default('here')
    .describe('`here`: in your checkout, which must be clean. `worktree`: in a fresh checkout of the release.'),
  ci: z
    .union([z.strictObject({ command }), forge])
    .exactOptional()
    .describe('A command that knows what CI said about SHIPIT_COMMIT.'),
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

export const testsOptions: z.ZodType<TestsOptions> = fields.superRefine(({ run, ci, setup }, context) => {
  if ((run === undefined) === (ci === undefined)) {
    problem(context, 'needs either `run` or `ci`', 'write tests: {run: make test}, or tests: {ci: {command: ...}}');
  }

  if (setup !== undefined && run === undefined) {
    context.addIssue({ code: 'custom', path: ['setup'], message: 'needs `run`: CI sets itself up' });
  }
});

function hasOneGroup(pattern: string): boolean {
  try {
    return new RegExp(`${pattern}|`).exec('')?.length === 2;
  } catch {
    return false;
  }
}

export const testsTimeout = ({ timeout, ci }: TestsOptions): number =>
  timeout ?? (ci === undefined ? 20 * 60_000 : 20_000);
