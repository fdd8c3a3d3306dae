import type { RunEvent } from '../run/events.js';
import { short } from '../run/release.js';
import { showDuration } from '../text/duration.js';
import { plural } from '../text/plural.js';
import type { Places } from './places.js';
import { nameOf, tellAnswer } from './told-answer.js';
import { tellDeploy } from './told-deploy.js';
import { tellEvidence } from './told-evidence.js';
import { tellGround } from './told-ground.js';
import { type Told, told } from './told-line.js';
import { tellWatch } from './told-watch.js';

export type { Places } from './places.js';
export type { Told } from './told-line.js';

/** One record in words: what it is about, what happened, and its details. Text is as recorded: not sanitised. */
export function tell(event: RunEvent, places: Places): Told {
  switch (event.type) {
    case 'run.start':
      return told('run', `started by ${event.operator.name}`, 'plain', [
        ...(event.reason === undefined ? [] : [`Reason: ${event.reason}`]),
        ...(event.dryRun ? ['A dry run: neither deploy nor undo are run.'] : []),
        ...(event.clock === 'fixed' ? ['The clock was fixed with SHIPIT_NOW.'] : []),
        ...(event.pinned ? ['The commit was named with --commit.'] : []),
      ]);
    case 'run.resume':
      return told('run', `taken up again by ${event.operator.name}`, 'plain');
    case 'evidence':
      return tellEvidence(event, places);
    case 'answer':
      return tellAnswer(event);
    case 'acked':
      return told(
        nameOf(event.check, event.facet),
        `${event.by} accepts ${event.key} until ${event.until}, in this run and others`,
        'careful',
        [`Reason: ${event.reason}`],
      );
    case 'reopened':
      return told(
        nameOf(event.check, event.facet),
        event.why === 'expired' ? 'answer grew too old: asked again' : 'answer taken back',
        'dim',
      );
    case 'notice':
      return told('notice', event.text, 'careful');
    case 'notice.kept':
      return told('notice', `${event.by} went on as before`, 'careful');
    case 'restart':
      return told('run', `started over by ${event.by} for ${short(event.release.commit)}`, 'careful', [
        event.keeps.length === 0 ? 'Everything was asked again.' : `Kept: ${event.keeps.join(', ')}`,
      ]);
    case 'lastlook':
      return told(
        'last look',
        event.worse.length === 0
          ? `${plural(event.checks.length, 'check')} looked at again${event.checks.length === 0 ? '' : ` (${event.checks.join(', ')})`}, none worse`
          : `worse now: ${event.worse.join(', ')}`,
        event.worse.length === 0 ? 'good' : 'bad',
      );
    case 'decision':
      return told('decision', `GO by ${event.by}, who typed "${event.typed}"`, 'good');
    case 'deploy.start':
    case 'step.start':
    case 'step.end':
    case 'deploy.end':
    case 'deploy-unknown':
    case 'deploy.judged':
    case 'undo.start':
    case 'undo.end':
    case 'undo-unknown':
    case 'undo.judged':
    case 'undo.checked':
    case 'undo.left':
      return tellDeploy(event, places);
    case 'interrupted':
      return told('run', `ended by ${event.signal}: it can be resumed`, 'careful');
    case 'pause':
      return told('run', `paused by ${event.by}`, 'careful');
    case 'halt':
      return told('run', `stopped: the audit log could not be written (${event.error})`, 'bad');
    case 'clock':
      return told('clock', `the wall clock jumped by ${showDuration(Math.abs(event.jumpMs))}`, 'careful');
    case 'lock':
      return told('lock', `${event.what} (${event.holder})`, 'dim', event.reason === undefined ? [] : [event.reason]);
    case 'previous':
    case 'snapshot':
    case 'snapshot.missed':
      return tellGround(event);
    case 'watch.baseline':
    case 'watch.start':
    case 'probe':
    case 'watch.ask':
    case 'watch.wait':
    case 'watch.excused':
    case 'watch.end':
      return tellWatch(event);
    case 'note':
      return event.incident === true
        ? told('note', `INCIDENT, noted by ${event.by}: ${event.text}`, 'bad')
        : told('note', `${event.by}: ${event.text}`, 'plain');
    case 'run.end':
      return told(
        'run',
        `ended: ${event.outcome}${event.confirmed ? ', confirmed' : ''} (exit ${event.exit})`,
        event.confirmed ? 'good' : 'plain',
        event.reason === undefined ? [] : [event.reason],
      );
  }
}
