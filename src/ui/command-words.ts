import type { Command } from '../checklist/model.js';
import { plannedSteps } from '../engine/planned-steps.js';
import type { Situation } from '../engine/session.js';
import { safeLine } from '../text/sanitise.js';

/** A command as one line that can be read: a text as it stands, a list with its words told apart. */
export const commandWords = (command: Command): string =>
  safeLine(
    typeof command === 'string' ? command.trim().replace(/\s*\n\s*/g, ' ; ') : command.map(quoted).join(' '),
    400,
  );

/**
 * What a launch or a roll-back does, in order: `make deploy`; with several steps, each with its name. A patch that is put
 * back stands on one line, with all its hosts.
 */
export function stepWords(what: 'deploy' | 'undo', { checklist, run }: Situation): readonly string[] {
  const steps = plannedSteps(what, checklist, run);
  const patches = new Set<string>();
  return steps.flatMap((step) => {
    if (!('putBack' in step)) {
      return [steps.length === 1 ? commandWords(step.command) : named(step.name, commandWords(step.command))];
    }

    if (patches.has(step.putBack)) {
      return [];
    }

    patches.add(step.putBack);
    const hosts = steps.flatMap((one) => ('putBack' in one && one.putBack === step.putBack ? [one.host] : []));
    return [named(`put ${step.putBack} back on ${hosts.join(', ')}`, safeLine(step.title, 100))];
  });
}

const named = (name: string, words: string): string => `${safeLine(name, 120)}: ${words}`;

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
