import type { Command } from '../checklist/model.js';
import { orderedSteps } from '../engine/ordered-steps.js';
import type { Situation } from '../engine/session.js';
import { safeLine } from '../text/sanitise.js';

/** A command as one line that can be read: a text as it stands, a list with its words told apart. */
export const commandWords = (command: Command): string =>
  safeLine(
    typeof command === 'string' ? command.trim().replace(/\s*\n\s*/g, ' ; ') : command.map(quoted).join(' '),
    400,
  );

/** What a launch or a roll-back runs, in order: `make deploy`; with several steps, each with its name. */
export function stepWords(what: 'deploy' | 'undo', { checklist, run }: Situation): readonly string[] {
  const steps = orderedSteps(what, checklist.deploy, run);
  return steps.map(({ name, command }) =>
    steps.length === 1 ? commandWords(command) : `${safeLine(name, 60)}: ${commandWords(command)}`,
  );
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
