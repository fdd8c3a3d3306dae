import type { DeployEvent } from './deploy-events.js';
import type { DeployState, Run, UndoState } from './run.js';

/** What the deploy command did; and the steps of its undo, which are steps like any other. */
export function foldDeploy(run: Run, event: DeployEvent, t: string): Run {
  switch (event.type) {
    case 'deploy.start':
      return {
        ...run,
        phase: 'deploying',
        ground: {},
        deploy: { startedAt: t, tty: event.tty, out: event.out, steps: [] },
      };
    case 'step.start':
      return withDeploy(run, {
        step: event.step,
        ...(event.pid === undefined ? {} : { stepPid: event.pid }),
        running: event.process,
      });
    case 'step.end':
      return run.phase === 'undoing' && run.undo !== undefined
        ? {
            ...withDeploy(run, { running: undefined }),
            undo: { ...run.undo, steps: [...(run.undo.steps ?? []), event] },
          }
        : withDeploy(run, { steps: [...(run.deploy?.steps ?? []), event], running: undefined });
    case 'deploy.end':
      return {
        ...withDeploy(run, { outcome: event.outcome, endedAt: t, ms: event.ms }),
        phase: event.outcome === 'ok' ? 'deployed' : 'failed',
      };
    case 'deploy-unknown':
      return withDeploy(run, { outcome: 'unknown', endedAt: t });
    case 'deploy.judged':
      return { ...withDeploy(run, { outcome: event.outcome }), phase: event.outcome === 'ok' ? 'deployed' : 'failed' };
  }
}

/** What was started and has no known end is under way, or lost: never over. */
export function phaseOf(deploy: DeployState | undefined, undo: UndoState | undefined): Run['phase'] {
  if (undo !== undefined) {
    return undo.outcome === 'ok' ? 'undone' : isOpen(undo) ? 'undoing' : 'failed';
  }

  if (deploy === undefined) {
    return 'walking';
  }

  return deploy.outcome === 'ok' ? 'deployed' : isOpen(deploy) ? 'deploying' : 'failed';
}

const isOpen = ({ outcome }: DeployState | UndoState): boolean => outcome === undefined || outcome === 'unknown';

const withDeploy = (run: Run, change: Partial<DeployState>): Run =>
  run.deploy === undefined ? run : { ...run, deploy: { ...run.deploy, ...change } };
