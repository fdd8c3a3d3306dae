import { readFileSync } from 'node:fs';
import { type DeployStory, isRunning, processesWith, until } from '../helpers/deploy-story.js';
import type { Terminal } from '../helpers/terminal.js';

/** What is hit: a screen, the detached runner, both, the window around the screen, or all of it as by a power cut. */
export const victims = ['screen', 'runner', 'both', 'terminal', 'everything'] as const;
export type Victim = (typeof victims)[number];

/** Marks everything that a story starts, whoever its parent becomes. */
export const marked = (told: DeployStory): { readonly KILL_MARK: string } => ({ KILL_MARK: told.notes });

/**
 * @returns how many processes it hit, and whether the screen is gone
 */
export async function strike(
  victim: Victim,
  terminal: Terminal,
  told: DeployStory,
): Promise<{ readonly hits: number; readonly screenGone: boolean }> {
  const runners = victim === 'screen' || victim === 'terminal' ? 0 : killRunners(told);
  if (victim === 'runner') {
    return { hits: runners, screenGone: false };
  }

  if (victim === 'terminal') {
    terminal.hangUp();
    await terminal.exited;
  } else {
    await terminal.kill();
  }

  if (victim !== 'everything') {
    return { hits: runners + 1, screenGone: true };
  }

  let others = 0;
  await until('the power is off', () => {
    const left = processesWith(told.notes).filter(isRunning);
    others += left.filter(killed).length;
    return left.length === 0;
  });
  return { hits: runners + 1 + others, screenGone: true };
}

/** Until none is left that could still say a last word. */
export const noRunner = (told: DeployStory): Promise<void> =>
  until('no runner is left', () => !processesWith(told.notes).some((pid) => isRunner(pid) && isRunning(pid)), 60_000);

const killRunners = (told: DeployStory): number => processesWith(told.notes).filter(isRunner).filter(killed).length;

function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

const isRunner = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('runner.cjs');
  } catch {
    return false;
  }
};
