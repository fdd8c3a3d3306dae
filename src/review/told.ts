import type { Answered, EvidenceGathered, RunEvent } from '../run/events.js';
import { machineVerdict } from '../run/machine-verdict.js';
import { short } from '../run/release.js';
import { passes } from '../run/verdict.js';
import { showDuration } from '../text/duration.js';
import { plural } from '../text/plural.js';
import { answerMeaning } from './answer-words.js';
import { tellGround } from './told-ground.js';
import { type Told, told } from './told-line.js';
import { tellUndo } from './told-undo.js';
import { tellWatch } from './told-watch.js';

export type { Told } from './told-line.js';

/** Where the things lie that are too large for the log. */
export interface Places {
  readonly evidence: (sha256: string) => string;
  readonly output: (recorded: string) => string;
}

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

function tellEvidence(event: EvidenceGathered, places: Places): Told {
  const asks = event.facets.some(({ human }) => human) && passes(machineVerdict(event));
  const verdict = asks ? 'ASK' : verdictWords[machineVerdict(event)];
  return told(
    event.check,
    `${verdict}  ${event.summary}${event.lastLook === true ? '  (last look)' : ''}`,
    asks ? 'plain' : tones[machineVerdict(event)],
    [
      ...event.facets
        .filter(({ verdict }) => verdict !== 'go' && verdict !== 'n/a')
        .map((facet) => `${facet.name}: ${facet.human ? 'ASK' : verdictWords[facet.verdict]} ${facet.summary}`),
      ...event.findings.map(({ key, verdict, text }) => `${verdictWords[verdict]} ${key}: ${text}`),
      ...(event.file === undefined ? [] : [`Full text: ${places.evidence(event.file)}`]),
    ],
  );
}

function tellAnswer(event: Answered): Told {
  const { said, go } = answerMeaning(event);
  const how = event.how === 'auto' ? 'passed by itself' : `by ${event.by} (${howWords[event.how]})`;
  const seen = event.how === 'auto' ? [] : [`On screen for ${showDuration(event.ms_on_screen)}, as ${event.seen}.`];
  return told(
    nameOf(event.check, event.facet),
    `answered ${event.answer.toUpperCase()}${said === undefined ? '' : `: ${said},`} ${how}`,
    event.how === 'override' ? 'careful' : event.answer === 'no-go' || event.answer === 'stop' ? 'bad' : 'good',
    [
      `"${event.question}"`,
      ...(event.because === undefined ? [] : [`Asked because: ${event.because}`]),
      ...(event.reason === undefined ? [] : [`Reason: ${event.reason}`]),
      ...Object.entries(event.told ?? {}).map(([name, value]) => `Told, ${name}: ${value}`),
      ...(event.follow_up === undefined ? [] : [`"${event.follow_up.question}" ${event.follow_up.answer}`]),
      ...(event.second === undefined
        ? []
        : [`Second person: ${event.second.by} (${event.second.how}, ${event.second.verified ? '' : 'not '}verified)`]),
      ...(go === undefined ? [] : [`What go means here: ${go}`]),
      ...seen,
    ],
  );
}

const nameOf = (check: string, facet: string | undefined): string =>
  facet === undefined ? check : `${check}/${facet}`;

const stepEnd = ({ rc, signal, timedOut, error, said }: Extract<RunEvent, { type: 'step.end' }>): string =>
  timedOut === true
    ? 'a time-out'
    : (error ?? said ?? (signal === undefined ? `exit ${rc ?? '?'}` : `signal ${signal}`));

const deployWords = { ok: 'ended well', failed: 'failed', stopped: 'was stopped' } as const;

const howWords = {
  auto: 'auto',
  'accepted-warning': 'accepted a warning',
  'by-hand': 'by hand',
  human: 'asked',
  override: 'override',
} as const;

const verdictWords = { go: 'GO', warn: 'WARN', 'no-go': 'NO-GO', unknown: 'UNKNOWN', 'n/a': 'n/a' } as const;

const tones = { go: 'good', warn: 'careful', 'no-go': 'bad', unknown: 'careful', 'n/a': 'dim' } as const;
