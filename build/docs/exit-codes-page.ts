import { exitCodes } from '../../src/errors.js';
import { generated, page, table } from './markdown.js';

/** One sentence for every exit code there is; the compiler asks for the sentence of a new one. */
const meanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  ok: 'Deployed and confirmed; or the command (`check`, `lint`, `log verify`, …) found nothing wrong.',
  bug: 'A bug in shipit, with a stack trace; never used for anything else.',
  usage:
    'Wrong usage, no terminal, an invalid checklist (or, with `lint --strict`, one with a warning), not a git repository.',
  stopped: 'Stopped by the operator: a person said no.',
  noGo: 'No-go: a check or an unanswered question blocks.',
  deployFailed:
    'The deploy command or its roll-back failed, or nobody knows how it ended, or the target still runs what was rolled back.',
  rolledBack: 'It was deployed, and rolled back.',
  unconfirmed: 'Deployed, but nobody has confirmed that it works.',
  paused: 'Paused, or left running in the background: `shipit resume` goes on.',
  auditBroken: 'The audit log cannot be written or is broken: nothing was deployed.',
  locked: 'Locked: somebody else has a run for this target open, or deploys to it.',
  hangUp: 'The terminal was closed, which is on record; the run can be resumed.',
  interrupted: 'Interrupted (Ctrl-C), which is on record; the run can be resumed.',
  terminated: 'Told to terminate, which is on record; the run can be resumed.',
};

export const exitCodesPage = (): string =>
  page(
    '# Exit codes',
    generated('src/errors.ts and build/docs/exit-codes-page.ts'),
    'They are stable: scripts may rely on them. 0 is never the end of a run that did not deploy, save a dry run in which everything was go.',
    table(
      ['code', 'meaning'],
      Object.entries(exitCodes).map(([name, code]) => [String(code), meanings[name as keyof typeof exitCodes]]),
    ),
    'A reader that has seen enough (`shipit log list | head`) does not make a read-only command fail.',
  );
