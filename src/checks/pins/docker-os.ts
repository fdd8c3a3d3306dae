import { installedBy, type Manager } from './docker-installs.js';
import { dockerCommands } from './docker-run.js';

/** A package that a build takes in whatever version there is on that day. */
export interface UnpinnedInstall {
  readonly manager: Manager;
  /** As written; raw. */
  readonly name: string;
  /** Of the `RUN`, from 1. */
  readonly line: number;
}

/** What the `RUN` lines of a Dockerfile install by name without a version (hadolint DL3008, DL3013, DL3016, DL3018, DL3033). */
export const dockerInstalls = (text: string): readonly UnpinnedInstall[] =>
  dockerCommands(text).flatMap(({ command, line }) => installedBy(command).map((one) => ({ ...one, line })));
