import type { DeployEvent } from '../run/deploy-events.js';
import type { RunEvent } from '../run/events.js';
import { short } from '../run/release.js';
import type { UndoEvent } from '../run/undo-events.js';
import { showDuration } from '../text/duration.js';
import type { Places } from './places.js';
import { type Told, told } from './told-line.js';
import { tellUndo } from './told-undo.js';

/** What the deploy command or its roll-back did. */
export function tellDeploy(event: DeployEvent | UndoEvent, places: Places): Told {
  switch (event.type) {
    case 'deploy.start':
      return told('deploy', `started for ${short(event.commit)}: ${event.steps.join(', ')}`, 'plain', [
        `Output: ${places.output(event.out)}`,
        ...(event.tty ? ["On the operator's own terminal: it dies with that terminal."] : []),
      ]);
    case 'step.start':
      return told('step', `${event.step} on ${event.host}: ${event.cmd}`, 'dim');
    case 'step.end':
      return told(
        'step',
        `${event.step} ended with ${stepEnd(event)} after ${showDuration(event.ms)}`,
        event.rc === 0 ? 'dim' : 'bad',
      );
    case 'deploy.end':
      return told(
        'deploy',
        `${deployWords[event.outcome]} after ${showDuration(event.ms)}`,
        event.outcome === 'ok' ? 'good' : 'bad',
        event.output === undefined ? [] : [`Output SHA-256: ${event.output}`],
      );
    case 'deploy-unknown':
      return told('deploy', `nobody saw it end: ${event.reason}`, 'bad');
    case 'deploy.judged':
      return told('deploy', `judged ${event.outcome} by ${event.by}: ${event.reason}`, 'careful');
    case 'undo.start':
      return told('undo', `started by ${event.by}: ${event.steps.join(', ')}`, 'careful', [
        `Output: ${places.output(event.out)}`,
      ]);
    case 'undo.end':
      return told(
        'undo',
        `${deployWords[event.outcome]} after ${showDuration(event.ms)}`,
        event.outcome === 'ok' ? 'good' : 'bad',
      );
    case 'undo-unknown':
      return told('undo', `nobody saw it end: ${event.reason}`, 'bad');
    case 'undo.judged':
      return told('undo', `judged ${event.outcome} by ${event.by}: ${event.reason}`, 'careful');
    case 'undo.checked':
    case 'undo.left':
      return tellUndo(event);
  }
}

const stepEnd = ({ rc, signal, timedOut, error, said }: Extract<RunEvent, { type: 'step.end' }>): string =>
  timedOut === true
    ? 'a time-out'
    : (error ?? said ?? (signal === undefined ? `exit ${rc ?? '?'}` : `signal ${signal}`));

const deployWords = { ok: 'ended well', failed: 'failed', stopped: 'was stopped' } as const;
