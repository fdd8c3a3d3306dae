import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Cli } from '../commands/cli.js';

/**
 * Carries out commands of the built program without a terminal, one after the other in one process: what is not about
 * the process needs no start of its own.
 * @returns exit codes, in order
 */
export function exitsOf(told: Cli, commands: readonly (readonly string[])[]): readonly number[] {
  const file = join(told.notes, 'exits');
  const { status, stderr } = spawnSync(process.execPath, ['-e', script, file, JSON.stringify(commands)], {
    cwd: told.root,
    env: told.env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 120_000,
    maxBuffer: 1e9,
  });
  if (status !== 0) {
    throw new Error(`it ended with ${status}:\n${stderr}`);
  }

  return JSON.parse(readFileSync(file, 'utf8')) as readonly number[];
}

const script = `
const { writeFileSync } = require('node:fs');
const [file, commands] = process.argv.slice(1);
const { main } = require(${JSON.stringify(resolve('dist/cli.cjs'))});
(async () => {
  const exits = [];
  for (const words of JSON.parse(commands)) exits.push(await main(words, { ...process.env }));
  writeFileSync(file, JSON.stringify(exits));
})();
`;
