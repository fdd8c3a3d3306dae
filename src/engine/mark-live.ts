import { execFile } from 'node:child_process';
import { deployedRefs } from '../world/git-deployed.js';
import type { GitRun } from '../world/git-process.js';

/**
 * Tells everybody who shares this clone what the target runs now (checks.md §3.2), or that nobody knows. For the runner, which must not load
 * one more file once it is at work, since the package may be replaced under it: so git runs without the command runner.
 * @throws OperatorError when git refuses; the deploy itself is over and on record
 */
export const markLive = (root: string, target: string, commit: string | undefined): Promise<void> =>
  deployedRefs(plainGit(root)).setDeployedRef(target, commit);

const plainGit =
  (cwd: string): GitRun =>
  (args) =>
    new Promise((resolve) => {
      const options = { cwd, timeout: 10_000, env: environment() } as const;
      execFile('git', ['-c', 'core.hooksPath=/dev/null', ...args], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        const source = { cmd: ['git', ...args].join(' '), rc: code, ms: 0 };
        resolve({ ok: code === 0, code, stdout, stderr, source, end: { how: 'exit', code } });
      });
    });

/** Without the operator's GIT_*: they may name another repository than the one that was deployed. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
}
