import type { CommandResult, CommandRunner } from '../../world/commands.js';
import { lastWords } from './last-words.js';
import { pipEnvironment } from './python-pick.js';

export interface ImportRequest {
  readonly commands: CommandRunner;
  /** The interpreter of the fresh install. */
  readonly python: string;
  /** Where the release's own modules are. */
  readonly cwd: string;
  readonly modules: readonly string[];
  /** `SHIPIT_*`, for what the application reads when it starts. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface ImportFailure {
  readonly module: string;
  /** In words: `FileNotFoundError: … __init__.py`, `died with SIGSEGV`. */
  readonly why: string;
  /** Nothing came of it in time: it may be importable. */
  readonly unknown: boolean;
}

/**
 * Imports every module in a process of its own, a few at a time; one that fails is tried once more alone, because what
 * fails beside others may only have been short of time or memory.
 */
export async function importAll(request: ImportRequest): Promise<readonly ImportFailure[]> {
  const ends = performance.now() + request.timeoutMs;
  const queue = [...new Set(request.modules)];
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let module = queue.shift(); module !== undefined; module = queue.shift()) {
      if ((await importOne(module, request, ends)) !== undefined) {
        failed.push(module);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const failures: ImportFailure[] = [];
  for (const module of failed.toSorted()) {
    const failure = await importOne(module, request, ends);
    if (failure !== undefined) {
      failures.push(failure);
    }
  }
  return failures;
}

const atOnce = 3;
const longestImportMs = 60_000;
const code = 'import importlib, sys; sys.path.insert(0, ""); importlib.import_module(sys.argv[1])';

async function importOne(
  module: string,
  { commands, python, cwd, env, signal }: ImportRequest,
  ends: number,
): Promise<ImportFailure | undefined> {
  const left = ends - performance.now();
  if (left < 100) {
    return { module, why: 'there was no time left to import it', unknown: true };
  }

  const result = await commands({
    command: [python, '-c', code, module],
    cwd,
    inherit: 'operator',
    env: { ...env, ...pipEnvironment },
    timeoutMs: Math.min(left, longestImportMs),
    signal,
  });
  return failureOf(module, result);
}

function failureOf(module: string, { end, stderr }: CommandResult): ImportFailure | undefined {
  switch (end.how) {
    case 'exit':
      return end.code === 0
        ? undefined
        : {
            module,
            why: lastWords(stderr) === 'it said nothing' ? `exit ${end.code}` : lastWords(stderr),
            unknown: false,
          };
    case 'signal':
      return { module, why: `died with ${end.signal}`, unknown: false };
    case 'timeout':
      return { module, why: `not imported after ${Math.round(end.afterMs / 1000)} s`, unknown: true };
    case 'aborted':
    case 'not-started':
      return { module, why: 'it was not tried to the end', unknown: true };
  }
}
