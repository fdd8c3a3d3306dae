import { type FilterFlags, toSearch } from '../commands/log/filter-flags.js';
import { list } from '../commands/log/list.js';
import { openLog } from '../commands/log/open-log.js';
import { reportError } from '../commands/report-error.js';
import { noDebug } from '../world/debug-log.js';
import { hasHarmful } from './refuse-harmful.js';

/**
 * `shipit log list` in one piece, and without what only other commands need: loading those takes as long as Node itself.
 * @param argv without the program's own name
 * @returns the exit code; undefined where the arguments or the environment ask for more: then nothing was done
 */
export async function quickList(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number | undefined> {
  const flags = plainFlags(argv);
  if (flags === undefined || (env['SHIPIT_DEBUG'] ?? '') !== '') {
    return undefined;
  }

  const { stdin, stdout, stderr } = process;
  const cwd = process.cwd();
  try {
    const context = { cwd, env, stdin, stdout, stderr, version: '', debug: noDebug };
    const place = await openLog(context, { plain: flags.plain ?? false });
    return await list(place, toSearch(flags, place), { json: flags.json ?? false });
  } catch (error) {
    return reportError(error, { stderr, cwd });
  }
}

interface ListFlags extends FilterFlags {
  readonly json?: boolean;
  readonly plain?: boolean;
}

/** The flags, where each is written out and stands once with a value of its own; anything else is for the full parser. */
export function plainFlags([log, command, ...rest]: readonly string[]): ListFlags | undefined {
  const flags: Record<string, string | true> = {};
  const words = [...rest];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const name = /^--([a-z]+)$/.exec(word)?.[1] ?? '';
    const value = switches.includes(name) ? true : valued.includes(name) ? words.shift() : undefined;
    if (value === undefined || (value !== true && /^(-|$)/.test(value)) || Object.hasOwn(flags, name)) {
      return undefined;
    }

    flags[name] = value;
  }

  return log === 'log' && command === 'list' && !hasHarmful(rest) ? flags : undefined;
}

const switches: readonly string[] = ['json', 'override', 'plain'];
const valued: readonly string[] = [
  ...['since', 'until', 'operator', 'target', 'outcome', 'item', 'commit', 'text', 'limit'],
];
