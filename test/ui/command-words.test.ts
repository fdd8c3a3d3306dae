import { expect, test } from 'vitest';
import type { Command } from '../../src/checklist/model.js';
import { commandWords } from '../../src/ui/command-words.js';

test.each<readonly [command: Command, words: string]>([
  ['make deploy', 'make deploy'],
  ['make build\n  make deploy\n', 'make build ; make deploy'],
  [['make', 'deploy'], 'make deploy'],
  [['sh', '-c', 'echo $A; exit'], "sh -c 'echo $A; exit'"],
  [['touch', "it's"], "touch 'it'\\''s'"],
  ['printf "\u001B[2J"', 'printf "'],
])('the command %j is shown in one line, its words told apart', (command, words) => {
  expect(commandWords(command).startsWith(words)).toBe(true);
  expect(commandWords(command)).not.toMatch(/[\n\u001B]/);
});
