import { basename, join } from 'node:path';
import type { ProjectPaths } from './project.js';
import { runDirectory } from './segment-files.js';

/**
 * Where the output of a command of a run is kept, beside the run: `<run>.out` for `deploy`, `<run>.undo.out` for
 * `undo`. Raw: neither sanitised nor redacted.
 * @throws RangeError for names other than lower-case words
 */
export function outputFile(project: ProjectPaths, run: string, name: string): string {
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) {
    throw new RangeError(`not a name for an output: ${name}`);
  }

  return join(runDirectory(project, run), name === 'deploy' ? `${run}.out` : `${run}.${name}.out`);
}

/** The output file that a record names, wherever the audit log lies by now; undefined for a name that is not of this run. */
export function recordedOutput(project: ProjectPaths, run: string, out: string): string | undefined {
  const name = basename(out);
  return name.startsWith(`${run}.`) && /^[\w.-]+\.out$/.test(name) ? join(runDirectory(project, run), name) : undefined;
}
