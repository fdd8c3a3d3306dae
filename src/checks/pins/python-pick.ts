import type { SourceAsked } from '../../run/evidence.js';
import type { CommandRunner } from '../../world/commands.js';
import { sourceOf } from '../command-verdict.js';

/** A python of this machine whose pip can resolve without installing. */
export interface PickedPython {
  readonly program: string;
  /** `3.11` */
  readonly python: string;
  readonly pip: string;
}

export type Picked =
  | { readonly found: true; readonly with: PickedPython; readonly sources: readonly SourceAsked[] }
  | { readonly found: false; readonly why: string; readonly sources: readonly SourceAsked[] };

export interface PickRequest {
  readonly commands: CommandRunner;
  readonly cwd: string;
  /** `3.11`; undefined: any will do. */
  readonly wanted: string | undefined;
  readonly signal: AbortSignal;
}

/** Looks for `python3.11`, then for whatever `python3` is: the report, `--dry-run` and `--report` came with pip 22.2. */
export async function pickPython({ commands, cwd, wanted, signal }: PickRequest): Promise<Picked> {
  const programs = [...(wanted === undefined ? [] : [`python${wanted}`]), 'python3'];
  const sources: SourceAsked[] = [];
  let why = 'there is no python3 here';
  for (const program of programs) {
    const command = [program, '-m', 'pip', '--version'];
    const result = await commands({
      command,
      cwd,
      inherit: 'settings',
      env: pipEnvironment,
      timeoutMs: 20_000,
      signal,
    });
    if (result.end.how === 'not-started') {
      continue;
    }

    sources.push(sourceOf({ command }, result));
    const [, pip, python] = /^pip (\d\S*) .*\(python (\d+\.\d+)\)/s.exec(result.stdout) ?? [];
    if (result.end.how !== 'exit' || pip === undefined || python === undefined) {
      why = `${program} has no pip here`;
    } else if (isTooOld(pip)) {
      why = `pip ${pip} cannot tell what it would install: it takes pip 22.2 or newer`;
    } else {
      return { found: true, with: { program, python, pip }, sources };
    }
  }
  return { found: false, why, sources };
}

/** The report and the dry run came with pip 22.2. */
export function isTooOld(pip: string): boolean {
  const [major = 0, minor = 0] = pip.split('.').map(Number);
  return major < 22 || (major === 22 && minor < 2);
}

/**
 * Nothing of the operator's own python gets in the way: no user site, no path to other modules. Indexes and proxies stay as
 * they have them. A dry run installs nothing, so it may run in a python that the system manages (PEP 668).
 */
export const pipEnvironment: Readonly<Record<string, string>> = {
  PIP_NO_INPUT: '1',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  PIP_REQUIRE_VIRTUALENV: '0',
  PIP_BREAK_SYSTEM_PACKAGES: '1',
  PIP_USER: '0',
  PYTHONPATH: '',
  PYTHONHOME: '',
  PYTHONNOUSERSITE: '1',
  PYTHONDONTWRITEBYTECODE: '1',
};
