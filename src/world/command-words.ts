import type { Command } from '../checklist/model.js';

/** A command as the program and the arguments that a host is given. */
export const commandWords = (command: Command): readonly string[] =>
  typeof command === 'string' ? ['sh', '-c', command] : command;
