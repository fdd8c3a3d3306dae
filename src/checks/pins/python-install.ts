import { join } from 'node:path';
import type { SourceAsked } from '../../run/evidence.js';
import type { CommandResult } from '../../world/commands.js';
import { sourceOf } from '../command-verdict.js';
import { type ImportFailure, importAll } from './imports-python.js';
import { lastWords } from './last-words.js';
import { pipEnvironment } from './python-pick.js';
import { pipFailure, type ResolveRequest } from './python-resolve.js';

/** A real install into a new virtualenv, and what can be imported then. */
export type InstallAnswer =
  | {
      readonly state: 'installed';
      /** What `pip check` complains about, a line each. */
      readonly complaints: readonly string[];
      readonly failures: readonly ImportFailure[];
      /** Modules that were tried. */
      readonly tried: number;
      readonly sources: readonly SourceAsked[];
    }
  | { readonly state: 'impossible' | 'unknown'; readonly why: string; readonly sources: readonly SourceAsked[] };

export interface InstallRequest extends ResolveRequest {
  /** Distributions that the requirements name themselves. */
  readonly requested: readonly string[];
  readonly imports: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly progress: (text: string) => void;
}

export async function installPython(request: InstallRequest): Promise<InstallAnswer> {
  const { python, scratch, words, requested, progress } = request;
  const { run, leftMs, sources } = runsIn(request);
  const venv = join(scratch, 'venv');
  const interpreter = join(venv, 'bin', 'python');
  progress('making a virtualenv');
  const made = await run([python.program, '-m', 'venv', venv]);
  if (!isDone(made)) {
    return { state: 'unknown', why: `no virtualenv could be made: ${lastWords(made.all)}`, sources };
  }

  progress('installing');
  const installed = await run([interpreter, ...pipInstall, ...words]);
  if (!isDone(installed)) {
    const { state, why } = pipFailure(installed);
    return { state, why, sources };
  }

  const check = await run([interpreter, '-m', 'pip', 'check']);
  if (check.end.how !== 'exit') {
    return { state: 'unknown', why: 'pip check did not come to an end', sources };
  }

  const listed = await run([interpreter, '-c', listModules, ...requested]);
  if (!isDone(listed) || listed.cut) {
    return { state: 'unknown', why: `nobody knows which modules came with it: ${lastWords(listed.all)}`, sources };
  }

  const modules = [...new Set([...request.imports, ...modulesIn(listed.stdout)])];
  progress(`importing ${modules.length} modules`);
  const failed = await importAll({ ...request, python: interpreter, modules, timeoutMs: leftMs() });
  const failures = failed.map((failure) => withoutPlaces(failure, request));
  return { state: 'installed', complaints: complaintsIn(check), failures, tried: modules.length, sources };
}

interface Runs {
  readonly run: (command: readonly string[]) => Promise<CommandResult>;
  /** Of all of them together; never less than a second. */
  readonly leftMs: () => number;
  /** What was run so far. */
  readonly sources: readonly SourceAsked[];
}

function runsIn({ commands, cwd, timeoutMs, signal }: InstallRequest): Runs {
  const ends = performance.now() + timeoutMs;
  const leftMs = (): number => Math.max(1000, ends - performance.now());
  const sources: SourceAsked[] = [];
  return {
    leftMs,
    sources,
    async run(command) {
      const bounds = { timeoutMs: leftMs(), signal, keepBytes: 1024 * 1024 };
      const result = await commands({ command, cwd, inherit: 'settings', env: inVirtualenv, ...bounds });
      sources.push(sourceOf({ command }, result));
      return result;
    },
  };
}

const pipInstall = ['-m', 'pip', 'install', '--quiet', '--no-input', '--retries', '2'];

/** Temporary directories have another name every time; what is wrong has not. */
const withoutPlaces = (failure: ImportFailure, { scratch, cwd }: InstallRequest): ImportFailure => ({
  ...failure,
  why: failure.why.replaceAll(`${scratch}/`, '').replaceAll(`${cwd}/`, ''),
});

const { PIP_BREAK_SYSTEM_PACKAGES: _none, ...inVirtualenv } = pipEnvironment;

const isDone = ({ end }: CommandResult): boolean => end.how === 'exit' && end.code === 0;

/** Exit 1, and one line for each that does not fit: `celery 4.1.0 has requirement kombu<5.0, but you have kombu 5.0.`. */
const complaintsIn = ({ end, stdout, stderr }: CommandResult): readonly string[] =>
  end.how === 'exit' && end.code === 0
    ? []
    : `${stdout}\n${stderr}`
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .slice(0, 50);

/** One module a line. */
const modulesIn = (printed: string): readonly string[] =>
  printed
    .split('\n')
    .filter((module) => /^[A-Za-z][\w]*$/.test(module) && !notForImport.has(module))
    .slice(0, 500);

/** What some distributions ship by mistake. */
const notForImport: ReadonlySet<string> = new Set([
  'test',
  'tests',
  'testing',
  'docs',
  'doc',
  'examples',
  'example',
  'benchmarks',
]);

/** By their own list where they have one, else by their files: a directory with python in it, or a file. */
const listModules = `
import importlib.metadata as metadata, sys
for name in sys.argv[1:]:
    try:
        dist = metadata.distribution(name)
    except Exception:
        continue
    tops = (dist.read_text("top_level.txt") or "").split()
    if not tops:
        files = [f for f in dist.files or [] if f.suffix == ".py"]
        tops = sorted({f.parts[0] if len(f.parts) > 1 else f.stem for f in files})
    for top in tops:
        print(top)
`;
