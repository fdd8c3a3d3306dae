import type { CivilDate } from '../calendar/civil.js';
import type { Place } from '../errors.js';
import type { Command } from './model.js';
import { civilDate, command, commitDigits, host, line, oneOrMore, relativeFile, unit } from './types.js';
import { z } from './zod.js';

/** `applied`: it is on the hosts by hand · `included`: a release brought it · `dropped`: it is not wanted any more. */
export type PatchState = 'applied' | 'included' | 'dropped';

/** What takes up a patched file: services (systemd units), or a command that is run on the host. */
export type PatchRestart = readonly string[] | { readonly command: Command };

/** A change that was made directly on servers (checks.md section 5.6). JSON-serialisable. */
export interface Patch {
  /** `MP-12` */
  readonly id: string;
  /** One line: what it does. */
  readonly title: string;
  /** Where it was made; at least one. */
  readonly hosts: readonly string[];
  /** The day it was made. */
  readonly at: CivilDate;
  readonly by: string;
  /** Files it changes, from the top of the deployed tree; needed where there is neither `patch` nor `commit`. */
  readonly files: readonly string[];
  /** A file of the project that holds the diff (`-p1`). */
  readonly patch?: string;
  /** The commit that does the same; lower case, at least 7 digits. */
  readonly commit?: string;
  /** Number of the pull request that brings it. */
  readonly pr?: number;
  /** Nothing if empty. */
  readonly restart: PatchRestart;
  /** The last day on which it may still be there by hand. */
  readonly until?: CivilDate;
  readonly why?: string;
  readonly state: PatchState;
  readonly place: Place;
}

/** The name of a patch in the register, in the motd of hosts and in the log. */
export const patchIdShape = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** One entry of the register. */
export const patchSchema = z.strictObject({
  id: z.string().regex(patchIdShape, 'use letters, digits, . _ and -, at most 40, a letter or digit first: MP-12'),
  title: line(100),
  hosts: oneOrMore(host),
  at: civilDate,
  by: line(100),
  files: oneOrMore(relativeFile).default([]),
  patch: relativeFile.exactOptional(),
  commit: commitDigits.exactOptional(),
  pr: z.int().min(1).exactOptional(),
  restart: z.union([oneOrMore(unit), z.strictObject({ command })]).default([]),
  until: civilDate.exactOptional(),
  why: line(1000).exactOptional(),
  state: z.enum(['applied', 'included', 'dropped']).default('applied'),
});
