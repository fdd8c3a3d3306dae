import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceAsked } from '../../run/evidence.js';
import type { CommandResult, CommandRunner } from '../../world/commands.js';
import { sourceOf } from '../command-verdict.js';
import { lastWords } from './last-words.js';
import { type PickedPython, pipEnvironment } from './python-pick.js';
import { readReport } from './python-report.js';
import type { Resolved } from './resolved.js';

/** What pip makes of one requirements file today. */
export type PipAnswer =
  | { readonly state: 'resolved'; readonly resolved: Resolved; readonly source: SourceAsked }
  /** It cannot be installed, whoever tries. */
  | { readonly state: 'impossible'; readonly why: string; readonly source: SourceAsked }
  | { readonly state: 'unknown'; readonly why: string; readonly source: SourceAsked };

export interface ResolveRequest {
  readonly commands: CommandRunner;
  readonly python: PickedPython;
  /** Directory with the release's files. */
  readonly cwd: string;
  readonly scratch: string;
  /** `-r` and `-c` with paths below `cwd`. */
  readonly words: readonly string[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** `pip install --dry-run`: it downloads, and installs nothing. Old-style packages run their setup.py to say what they need. */
export async function resolvePython(request: ResolveRequest): Promise<PipAnswer> {
  const { commands, python, cwd, scratch, words, timeoutMs, signal } = request;
  const file = join(scratch, 'report.json');
  const command = [...pipCommand(python.program), '--report', file, ...words];
  const result = await commands({ command, cwd, inherit: 'settings', env: pipEnvironment, timeoutMs, signal });
  const source = sourceOf({ command: [...pipCommand(python.program), ...words] }, result);
  if (result.end.how !== 'exit' || result.end.code !== 0) {
    return { ...pipFailure(result), source };
  }

  const resolved = readReport(await textOf(file));
  return resolved === undefined
    ? { state: 'unknown', why: 'pip left no report that can be read', source }
    : { state: 'resolved', resolved, source };
}

export const pipCommand = (program: string): readonly string[] => [
  ...[program, '-m', 'pip', 'install', '--dry-run', '--ignore-installed', '--quiet'],
  ...['--disable-pip-version-check', '--no-input', '--retries', '2'],
];

async function textOf(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    return size > largestReport ? '' : await readFile(file, 'utf8');
  } catch {
    return '';
  }
}

/** The report repeats every package's own description. */
const largestReport = 64 * 1024 * 1024;

/** What the failure of `pip install` means: an index that was not reached says nothing about its packages. */
export function pipFailure({
  end,
  stderr,
}: Pick<CommandResult, 'end' | 'stderr'>): Pick<Exclude<PipAnswer, { readonly state: 'resolved' }>, 'state' | 'why'> {
  if (end.how !== 'exit') {
    const why =
      end.how === 'timeout'
        ? `pip was not done after ${Math.round(end.afterMs / 1000)} s`
        : 'pip did not end by itself';
    return { state: 'unknown', why };
  }

  const errors = stderr.split('\n').flatMap((line) => /^ERROR: (.+)$/.exec(line.trim())?.[1] ?? []);
  if (isNetwork(stderr)) {
    return { state: 'unknown', why: `the package index could not be reached: ${networkWords(stderr)}` };
  }

  const telling = errors.find((line) => impossible.test(line));
  return telling === undefined
    ? { state: 'unknown', why: `pip failed: ${errors.at(-1) ?? lastWords(stderr)}` }
    : { state: 'impossible', why: telling.replace(/\.$/, '') };
}

const impossible =
  /^No matching distribution found|conflicting dependencies|ResolutionImpossible|DO NOT MATCH THE HASHES|require-hashes mode|Invalid requirement|Could not open requirements file|Double requirement given|requires a different Python|does not appear to be a Python project/i;

const isNetwork = (text: string): boolean => network.test(text);

/** Words of urllib3 and requests. Without its index pip says “No matching distribution found”, too. */
const network =
  /Retrying \(Retry|NewConnectionError|NameResolutionError|Failed to establish a new connection|Temporary failure in name resolution|Name or service not known|ConnectTimeout|ReadTimeout|Read timed out|timed out\b|SSLError|CERTIFICATE_VERIFY_FAILED|ProxyError|ConnectionResetError|Connection refused|ConnectionError|Max retries exceeded|IncompleteRead|HTTP error [45]\d\d|[45]\d\d (?:Client|Server) Error|Could not fetch URL/i;

function networkWords(stderr: string): string {
  const [found = ''] =
    /Name or service not known|Temporary failure in name resolution|Connection refused|Network is unreachable|CERTIFICATE_VERIFY_FAILED|timed out|HTTP error \d+|[45]\d\d (?:Client|Server) Error/i.exec(
      stderr,
    ) ?? [];
  return found === '' ? 'the network failed' : found;
}
