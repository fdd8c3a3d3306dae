import { setTimeout as pause } from 'node:timers/promises';
import type { Terminal } from './terminal.js';

/**
 * Reads what is asked line by line, as a person does: until its prompt stands there, and a moment longer. Lines of the
 * first 300 ms answer nothing; that is the product's own rule.
 * @returns what was printed since the last line was typed
 */
export async function hear(terminal: Terminal, question: string, prompt = 'answer>'): Promise<string> {
  await terminal.see(() => {
    const said = lastSaid(terminal);
    return said.includes(question) && said.endsWith(prompt);
  });
  await pause(guardMs);
  return lastSaid(terminal);
}

/** Reads the question, then types a line. */
export async function say(terminal: Terminal, question: string, line: string, prompt?: string): Promise<void> {
  await hear(terminal, question, prompt);
  const row = cursorRow(terminal);
  typeLine(terminal, line);
  // The prompt before it must not be taken for the next one.
  await terminal.see(() => cursorRow(terminal) > row);
}

/** Key by key, and Enter. */
export const typeLine = (terminal: Terminal, line: string): void => terminal.press(...line, '\r');

const cursorRow = ({ emulator: { buffer } }: Terminal): number => buffer.active.baseY + buffer.active.cursorY;

/** Everything since the last line that was typed at a prompt. */
function lastSaid(terminal: Terminal): string {
  const lines = terminal.everything().trimEnd().split('\n');
  const typed = lines.findLastIndex(
    (line) => /^[a-z]+> \S/.test(line) || (/^[a-z]+>$/.test(line) && line !== lines.at(-1)),
  );
  return lines.slice(typed + 1).join('\n');
}

/** The product's 300 ms, and some for a terminal that is late. */
const guardMs = 350;
