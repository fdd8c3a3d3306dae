import { exitCodes } from '../../errors.js';
import type { CommandContext } from '../context.js';
import { exitOf, listenToSignals } from '../signals.js';
import type { Choices } from './choices.js';
import { askAll, askToWrite } from './dialogue.js';
import { openLines } from './lines.js';
import type { Proposals } from './proposals.js';

export interface Matter {
  readonly found: Proposals;
  /** Of the file, as named on screen. */
  readonly name: string;
  /** The text of the file, proven to be a valid checklist. */
  readonly compound: (choices: Choices) => Promise<string>;
}

/** Asks on the terminal. @returns the answers, or the exit code if nothing is to be written */
export async function talkItOver(
  { stdin, stderr }: CommandContext,
  { found, name, compound }: Matter,
): Promise<Choices | number> {
  const signals = listenToSignals();
  const lines = openLines(stdin);
  const talk = { lines, say: (text: string) => void stderr.write(text), columns: () => stderr.columns || 80 };
  const asking = async (): Promise<Choices | number> => {
    const choices = await askAll(found, talk);
    return choices !== undefined && (await askToWrite(name, await compound(choices), talk))
      ? choices
      : exitCodes.stopped;
  };
  try {
    const ended = await Promise.race([asking(), signals.received]);
    return typeof ended === 'string' ? exitOf(ended) : ended;
  } finally {
    lines.close();
    signals.stop();
  }
}
