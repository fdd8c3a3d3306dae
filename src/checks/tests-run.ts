import type { Command } from '../checklist/model.js';
import type { CommandResult } from '../world/commands.js';
import { gitIn } from '../world/git-process.js';
import { readTree, type TreeAnswer } from '../world/tree-state.js';
import type { GatherContext } from './kind.js';
import type { TestsOptions } from './tests-options.js';
import { type SameFound, sameAfter, sameBefore } from './tests-same.js';
import { inWorktree } from './tests-worktree.js';

/** What happened when the tests were to be run. */
export interface TestRun {
  readonly same: SameFound;
  readonly before: TreeAnswer | undefined;
  readonly after?: TreeAnswer;
  /** Absent if they were not run; `notRun` says why. */
  readonly result?: CommandResult;
  readonly notRun?: string;
  /** The command that `result` is about, for the sources. */
  readonly setup?: CommandResult;
}

/** Runs the project's tests here or in a fresh work tree, and looks at the tree before and after. */
export async function runTests(command: Command, options: TestsOptions, context: GatherContext): Promise<TestRun> {
  const { world, release, signal, progress } = context;
  if (options.in === 'here') {
    return runIn({ ...world.git, root: world.root }, command, options, context);
  }

  progress('making a fresh work tree');
  const answer = await inWorktree(world.git, release.commit, signal, (root) =>
    runIn({ root, gitDir: `${root}/.git`, run: gitIn(root, world.commands) }, command, options, context),
  );
  const why = answer.made ? '' : `there is no fresh work tree: ${answer.why}`;
  return answer.made ? answer.result : { same: { verdict: 'unknown', summary: why }, before: undefined, notRun: why };
}

type Tree = Parameters<typeof readTree>[0];

async function runIn(tree: Tree, command: Command, options: TestsOptions, context: GatherContext): Promise<TestRun> {
  const { release, signal, timeoutMs } = context;
  const started = performance.now();
  const before = await readTree(tree, { signal });
  const same = sameBefore(before, release);
  if (same.verdict !== 'go') {
    return { same, before, notRun: same.summary };
  }

  const left = (): number => Math.max(1000, timeoutMs - (performance.now() - started));
  const setup = options.setup === undefined ? undefined : await runOne(options.setup, tree.root, left(), context);
  if (setup !== undefined && !(setup.end.how === 'exit' && setup.end.code === 0)) {
    return { same, before, setup, notRun: `setup failed: ${describeEnd(setup)}` };
  }

  const result = await runOne(command, tree.root, left(), context);
  const after = await readTree(tree);
  return { same: sameAfter(same, after, release), before, after, result, ...(setup === undefined ? {} : { setup }) };
}

const runOne = (command: Command, cwd: string, timeoutMs: number, context: GatherContext): Promise<CommandResult> =>
  context.world.commands({
    command,
    cwd,
    inherit: 'operator',
    env: { ...context.env, SHIPIT_COMMIT: context.release.commit },
    timeoutMs,
    signal: context.signal,
    onLine: context.progress,
    keepBytes: 1024 * 1024,
  });

const describeEnd = ({ end }: CommandResult): string => (end.how === 'exit' ? `exit ${end.code}` : end.how);
