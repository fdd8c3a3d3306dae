import type { Row } from './row.js';

const noSharing = 'the log is not shared between machines yet';

/** Faults of the machine, of processes and of the world. */
export const faults: readonly Row[] = [
  {
    id: 'F1',
    what: 'kill -9 before the first record',
    result: 'nothing is left, or a header only; the next start is clean',
  },
  {
    id: 'F2',
    what: 'kill -9 while an answer is being typed',
    result: 'what was typed is lost, every accepted answer is kept; `resume` asks this item',
  },
  {
    id: 'F3',
    what: 'kill -9 between writing a record and showing it',
    result: 'the record is there or not, never half; if it is there, it counts',
  },
  { id: 'F4', what: 'kill -9 during a check', result: '`resume` runs the check again; no half result counts' },
  {
    id: 'F5',
    what: 'kill -9 of the screen during the deploy',
    result: 'the runner finishes and records the exit; `resume` attaches and shows the output',
  },
  {
    id: 'F6',
    what: 'kill -9 of the runner during the deploy',
    result: 'the command goes on; nobody knows how it ends until a person says it; it is never run again by itself',
  },
  {
    id: 'F7',
    what: 'kill -9 of screen and runner between the decision and the start of the deploy',
    result: 'no deploy; `resume` asks for the final go again',
  },
  { id: 'F8', what: 'kill -9 while the log is shared', result: 'shared again, no duplicate', notYet: noSharing },
  {
    id: 'F9',
    what: 'Ctrl-C in a question',
    result: 'the first says what a second one does; the second is on record, exit 130, never 0',
  },
  {
    id: 'F10',
    what: 'Ctrl-C during a check',
    result: 'the run is left as in a question, and nothing of the check goes on',
  },
  {
    id: 'F11',
    what: 'Ctrl-C during the deploy',
    result: 'a menu: go on in the background, SIGINT or SIGTERM to the deploy; nothing is ended by default',
  },
  {
    id: 'F12',
    what: 'SIGTERM in any phase',
    result: 'on record before the end, the terminal as it was, exit 143; a deploy goes on',
  },
  {
    id: 'F13',
    what: 'the terminal is closed',
    result: 'on record, and the process ends, with 129 where anybody can still hear it; a deploy goes on',
  },
  { id: 'F14', what: 'SIGQUIT, SIGUSR1', result: 'SIGQUIT ends like SIGTERM; SIGUSR1 opens no debugger' },
  {
    id: 'F15',
    what: 'Ctrl-Z and fg',
    result: 'the terminal is handed back, and drawn anew afterwards; a jump of the clock is on record',
  },
  { id: 'F16', what: 'a storm of window sizes', result: 'ends on a whole frame, no key lost' },
  {
    id: 'F17',
    what: 'power lost after an answer was shown as recorded',
    result: 'the answer is there: file and directory were flushed',
  },
  {
    id: 'F18',
    what: 'a torn, zero-filled or garbage tail of the log',
    result: 'recognised, kept as evidence, the run can be resumed',
  },
  {
    id: 'F19',
    what: 'a bad line in the middle of the log',
    result: 'all before it is shown, with file and line; `resume` refuses, and says how to see what is wrong',
  },
  {
    id: 'F20',
    what: 'the disk fills up in the middle of a run',
    result:
      'NOT recorded is said of that answer, the reserve is freed, `halt` is written, exit 16; `resume` goes on later',
  },
  {
    id: 'F21',
    what: 'no space, no quota or no inodes at the start',
    result: 'refused before the first question, with the path',
  },
  {
    id: 'F22',
    what: 'the disk fails while flushing',
    result: 'the segment is given up, rolled once, else exit 16; never tried again and believed',
  },
  {
    id: 'F23',
    what: 'a limit of file sizes or of open files',
    result: 'as with a full disk; with no free descriptor an answer is still recorded',
  },
  {
    id: 'F24',
    what: 'a state directory that is read-only, of somebody else, or open to others',
    result: 'one clear sentence with what to do, exit 16',
  },
  {
    id: 'F25',
    what: 'a file system without hard links',
    result: 'another way of claiming a segment, with the same promise',
  },
  {
    id: 'F26',
    what: 'the log is removed, rotated or edited while it is open',
    result: 'the next answer stops with what happened',
  },
  { id: 'F27', what: 'two shipits, one run', result: 'the second says in which process it is open, and since when' },
  {
    id: 'F28',
    what: 'two shipits, one target, two runs',
    result: 'the second says who, since when, which commit, and ends with 17',
  },
  {
    id: 'F29',
    what: 'the machine sleeps for hours in a question',
    result: 'on record as a jump of the clock; what is too old by then is looked at again',
  },
  {
    id: 'F30',
    what: 'the machine sleeps while it holds the lock',
    result: 'the heartbeat decides',
    notYet: 'the lock is one of this machine: whoever sleeps holds it, and nobody else is there',
  },
  {
    id: 'F31',
    what: 'the clock is set back or forward',
    result: 'order is by record, time on screen by a clock that only goes forward',
  },
  {
    id: 'F32',
    what: 'the remote cannot be reached',
    result: 'in seconds, 15 at the most, it is unknown, with the reason; nothing waits for it',
  },
  { id: 'F33', what: 'a remote accepts and says nothing', result: 'ended by a limit, with its whole process group' },
  { id: 'F34', what: 'a push that arrives after we gave up', result: 'recognised as ours', notYet: noSharing },
  {
    id: 'F35',
    what: 'a login refused, a key with a passphrase, an agent that is gone, a host key that changed',
    result:
      'in words of its own; of the first three ssh says no more than that no key was accepted, so what to look at is said; nobody is asked under the screen',
  },
  { id: 'F36', what: 'the forge refuses refs of our own', result: 'another namespace', notYet: noSharing },
  { id: 'F37', what: 'a stale lock file on the remote', result: 'named as such', notYet: noSharing },
  {
    id: 'F38',
    what: 'the shared history is rewritten, rolled back or deleted',
    result: 'an alarm, the evidence is kept',
    notYet: noSharing,
  },
  {
    id: 'F39',
    what: 'a log that a newer shipit wrote',
    result: 'said to be newer, never called broken, never written to',
  },
  {
    id: 'F40',
    what: 'git is missing or old, no repository, bare, a worktree, shallow, detached, no commits, no remote',
    result: 'each has its cause and its remedy in one line, or is no hindrance',
  },
  {
    id: 'F41',
    what: '`index.lock` is held, a rebase or a merge is going on',
    result: 'evidence is gathered all the same; what goes on is named, and a no-go of `release`',
  },
  {
    id: 'F42',
    what: 'HEAD moves or files change during a run',
    result: 'it is said, what hangs on it is asked again, never silently continued',
  },
  {
    id: 'F43',
    what: 'an ignored file changes',
    result: 'said in the documentation to be invisible; nothing else changes by it',
  },
  {
    id: 'F44',
    what: 'the checklist is edited during a run',
    result: 'the run keeps the copy it began with and says so; at the decision: start over with it or keep, on record',
  },
  {
    id: 'F45',
    what: 'a shared checklist of another repository cannot be reached',
    result: 'the pinned copy',
    notYet:
      'checklists are extended from files, from packages that are installed, and from those that come with shipit, never over the network',
  },
  { id: 'F46', what: 'a check that hangs', result: 'ended with its process group after its limit; unknown, never go' },
  {
    id: 'F47',
    what: 'a check that ignores SIGTERM, stops itself or leaves a daemon behind',
    result: 'gone, but for a daemon that made itself a session of its own; nothing waits for what holds the pipe',
  },
  {
    id: 'F48',
    what: 'a check or a deploy that writes without end, in one line, in binary, with escape codes',
    result:
      'flat memory; of a check beginning and end are kept, and made harmless; of a deploy all is kept, and shown as it came',
  },
  { id: 'F49', what: 'a check that reads its input or the terminal', result: 'the end of the file at once' },
  {
    id: 'F50',
    what: 'a command that is missing, not executable, ended by a signal',
    result: 'exactly that in words, not just "failed"',
  },
  {
    id: 'F51',
    what: 'a deploy that needs a terminal',
    result: '`tty: true` hands it over; the weaker guarantee is said before',
  },
  {
    id: 'F52',
    what: 'a host that is down, hangs, asks for a password, has another key, talks at login, or is not Debian',
    result: 'a result of its own in time; "could not read" is never "no packages"',
  },
  {
    id: 'F53',
    what: 'no terminal, CI, TERM=dumb, piped input or output',
    result: 'line by line, or refused with what to use; never hangs',
  },
  {
    id: 'F54',
    what: 'the reader of the output is gone',
    result:
      'the command ends quietly, with the exit code it had come to, else with 0; a walk has a terminal, and the log is complete',
  },
  {
    id: 'F55',
    what: 'windows from 20x5 down to nothing, and back',
    result: 'question and keys at 20x5; below, a request for more room, and the keys work',
  },
  { id: 'F56', what: 'LANG=C, no colour, NO_COLOR', result: 'ASCII instead, widths right' },
  { id: 'F57', what: 'a paste of a megabyte, a bracketed paste, NUL, a held key', result: 'nothing is answered by it' },
  { id: 'F58', what: 'a slow terminal', result: 'a frame of 80x24 is at most 4 KB' },
  {
    id: 'F59',
    what: 'shipit itself fails: an exception nobody caught',
    result:
      'the terminal as it was, the last records safe, exit 1 with a report that draws nothing and tells no secret; when no memory is left, as after kill -9',
  },
  {
    id: 'F60',
    what: 'a sign-off arrives, is withdrawn or expires during the run',
    result: 'looked at again at the decision and at the last look',
  },
  {
    id: 'F61',
    what: 'the clock of whoever signs off is wrong',
    result: 'a sign-off from the future is no go, with both times: a person is asked',
  },
  {
    id: 'F62',
    what: 'the disk fills up from what the deploy writes',
    result:
      'the system refuses it more output, as on any full disk; the deploy is not ended, and how it ends is recorded with the space in reserve',
  },
  {
    id: 'F63',
    what: 'a home directory restored from a backup, a cloned machine',
    result: 'a writer of its own',
    notYet: noSharing,
  },
  {
    id: 'F64',
    what: 'two state directories put together',
    result: 'all runs are there; a run that is there twice with different bytes is an alarm',
  },
  {
    id: 'F65',
    what: 'shipit is upgraded in the middle of a run',
    result: 'the new version resumes what has the same format',
  },
];
