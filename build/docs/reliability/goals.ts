import type { Row } from './row.js';

const noSharing = 'the log is not shared between machines yet';

/** What random trials have to hold. `npm run torture` runs them at any size; a small one is part of `npm test`. */
export const goals: readonly Row[] = [
  {
    id: 'G1',
    what: 'kill -9 at random moments, then `resume`',
    result: '0 answers lost that were shown as recorded, 0 errors of the chain, 0 runs that cannot be resumed',
  },
  { id: 'G2', what: 'the log cut at every byte, with four sorts of tail', result: '0 lost, 0 false alarms' },
  {
    id: 'G3',
    what: 'every bit flipped, every line removed, doubled, swapped',
    result: '0 undetected, but for what nobody can know of the last record',
  },
  { id: 'G4', what: 'system calls that fail or lie', result: '0 lost, one roll at most, the right exit code' },
  {
    id: 'G5',
    what: 'deploys whose screen, runner, both or terminal are killed',
    result: '0 double, 0 unrecorded, 0 stuck; every outcome is true or unknown',
  },
  {
    id: 'G6',
    what: 'mutations of the code that guards the log',
    result: 'killed by a test',
    notYet: 'no mutation testing yet',
  },
  {
    id: 'G7',
    what: 'an answer, until it is recorded',
    result: 'in milliseconds',
    notYet: 'a figure: `npm run bench append`',
  },
  { id: 'G8', what: 'eight writers of one shared log', result: '0 conflicts', notYet: noSharing },
  { id: 'G9', what: 'a shared log of 100,000 runs', result: 'small and quick', notYet: noSharing },
  { id: 'G10', what: 'a lock between machines', result: 'never two owners', notYet: noSharing },
  { id: 'G11', what: 'a shared history that is rewritten', result: 'detected', notYet: noSharing },
  {
    id: 'G12',
    what: 'any fault of a remote that the log is shared by',
    result: 'the screen usable, nothing left running',
    notYet: noSharing,
  },
  { id: 'G13', what: 'random strings on every screen', result: 'no foreign control byte reaches the terminal' },
  {
    id: 'G14',
    what: 'secrets in reasons, checks, output, errors, reports',
    result: '0 in log, screen and temporary files',
  },
  {
    id: 'G15',
    what: 'the rows of the two tables above',
    result: 'a named test each, or the reason why not',
    notYet: 'this page, and the test that holds it',
  },
  {
    id: 'G16',
    what: 'signals in every phase',
    result: 'the right exit code, on record unless a runner has the log, the terminal as it was',
  },
  {
    id: 'G17',
    what: 'verifiers that are not shipit: a shell with jq, and Python',
    result: 'they agree with `log verify` on random logs',
  },
  {
    id: 'G18',
    what: 'exit code 0',
    result:
      'never without a deploy that returned 0 or that a person found to have ended well, a dry run, or a command that deploys nothing and did its work',
  },
];
