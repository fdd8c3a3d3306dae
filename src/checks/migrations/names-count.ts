import type { Command } from '../../checklist/model.js';
import type { SourceAsked } from '../../run/evidence.js';
import { commandVerdict, sourceOf } from '../command-verdict.js';
import type { GatherContext } from '../kind.js';
import { inTurns } from './names-turns.js';

/** How many rows store a name, or why nobody knows. */
export type Count = { readonly rows: number } | { readonly unknown: string };

/** The project's command is started so many times at most: it asks a database that people work with. */
export const mostNames = 20;
const atOnce = 4;

/** Asks the project's command about each name, in the order of the names. */
export async function countNames(
  command: Command,
  names: readonly string[],
  { world, env, signal, timeoutMs, progress }: GatherContext,
): Promise<{ readonly counts: readonly Count[]; readonly sources: readonly SourceAsked[] }> {
  const until = performance.now() + Math.min(longestMs, timeoutMs - reserveMs);
  let done = 0;
  const asked = await inTurns(names.slice(0, mostNames), atOnce, async (name) => {
    const request = {
      command,
      cwd: world.root,
      inherit: 'operator' as const,
      env: { ...env, SHIPIT_NAME: name },
      timeoutMs: Math.max(1, until - performance.now()),
      signal,
      keepBytes: 16 * 1024,
    };
    const result = await world.commands(request);
    done += 1;
    progress(`${done} of ${Math.min(names.length, mostNames)} names`);
    const { verdict, summary } = commandVerdict({ ...result, stdout: '' });
    const count: Count = verdict === 'go' ? readCount(result.stdout) : { unknown: `${summary}${lastOf(result.all)}` };
    return { count, source: sourceOf({ command: `${shown(command)} (SHIPIT_NAME=${name})` }, result) };
  });
  return {
    counts: names.map((_name, index) => asked[index]?.count ?? { unknown: `only ${mostNames} names are asked about` }),
    sources: asked.map(({ source }) => source),
  };
}

/** The longest wait for all of them; and the time kept back of the item's own. In milliseconds. */
const longestMs = 60_000;
const reserveMs = 1500;

const shown = (command: Command): string => (typeof command === 'string' ? command : command.join(' '));

const lastOf = (output: string): string => {
  const last = output.trim().split('\n').at(-1)?.trim() ?? '';
  return last === '' ? '' : `: ${last.slice(0, 200)}`;
};

/** The one line that is nothing but a number; a table of `psql` or `mysql` has one, too. */
export function readCount(stdout: string): Count {
  const lines = stdout
    .split('\n')
    .map((line) => line.replaceAll(/^[\s|]+|[\s|]+$/g, ''))
    .filter((line) => line !== '');
  const numbers = lines.filter((line) => /^\d{1,15}$/.test(line));
  const [only] = numbers;
  return numbers.length === 1 && only !== undefined
    ? { rows: Number(only) }
    : { unknown: numbers.length > 1 ? 'it printed several numbers' : noCount(lines) };
}

const noCount = ([first]: readonly string[]): string =>
  first === undefined ? 'it printed nothing' : `it printed no count: ${first.slice(0, 100)}`;
