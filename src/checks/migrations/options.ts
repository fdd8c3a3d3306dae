import type { Command } from '../../checklist/model.js';
import { command, glob, line, oneOrMore, positiveDuration, relativeFile } from '../../checklist/types.js';
import { z } from '../../checklist/zod.js';
import type { ForgeName } from '../forge/ask-forge.js';
import { type FrameworkName, frameworkNames } from './framework-names.js';

/** Where the proof comes from that the migrations have run on a copy of production. */
export type Rehearse = { readonly command: Command } | { readonly record: string };

/** Durations are milliseconds; globs are git's, from the top of the tree. */
export interface MigrationsOptions {
  /** Absent: those whose marker file is in the release. */
  readonly framework?: readonly FrameworkName[];
  /** Migrations of no framework, and what else changes the schema. */
  readonly schema: readonly string[];
  readonly data: readonly string[];
  /** Pull requests with a migration have to carry one of these. */
  readonly labels?: { readonly forge?: ForgeName; readonly any: readonly string[] };
  readonly rehearse?: Rehearse;
  /** How old the copy of production may be. */
  readonly copy_age: number;
  /** How long all of them may take. */
  readonly max_time: number;
  /** Gets SHIPIT_NAME, prints how many rows store that name. */
  readonly stored_names?: Command;
  /** Where classes are whose names may be stored. */
  readonly names_in: readonly string[];
  /** Prints what the database has still to run. */
  readonly pending?: Command;
  /** Gets SHIPIT_NAME and SHIPIT_EMAIL; exit 0: that person is here. */
  readonly presence?: Command;
}

const globList = z.array(glob).max(100);

export const migrationsOptions: z.ZodType<MigrationsOptions> = z.strictObject({
  framework: oneOrMore(z.enum(frameworkNames))
    .exactOptional()
    .describe('What runs the migrations. Default: every one whose marker file is in the release.'),
  schema: globList.default([]).describe('Where migrations of the schema are, beside those of the framework.'),
  data: globList.default([]).describe('Where migrations of data are, beside those of the framework.'),
  labels: z
    .union([
      oneOrMore(line(100)).transform((any): NonNullable<MigrationsOptions['labels']> => ({ any })),
      z
        .strictObject({
          forge: z.enum(['github', 'gitlab']).exactOptional().describe('Default: what the remote looks like.'),
          label: oneOrMore(line(100)).describe('One of these is enough.'),
        })
        .transform(
          ({ forge, label }): NonNullable<MigrationsOptions['labels']> => ({
            any: label,
            ...(forge === undefined ? {} : { forge }),
          }),
        ),
    ])
    .exactOptional()
    .describe('Labels that pull requests with a migration carry; asked by your own `gh` or `glab`.'),
  rehearse: z
    .union([
      command.transform((given): Rehearse => ({ command: given })),
      z.strictObject({
        record: relativeFile.describe('A file, a directory or a glob of files that your CI wrote.'),
      }),
    ])
    .exactOptional()
    .describe('Runs all new migrations on a copy of production, or `record`: where it is written that this was done.'),
  copy_age: positiveDuration.default(7 * 24 * 3_600_000).describe('How old the copy of production may be.'),
  max_time: positiveDuration.default(5 * 60_000).describe('How long all of them together may take.'),
  stored_names: command
    .exactOptional()
    .describe('Prints how many rows of production store the class name in SHIPIT_NAME.'),
  names_in: globList
    .default([
      ...['**/app/**', 'src/**', '**/models*', '**/models/**', 'lib/**/*.ex'],
      ...['**/{tasks,jobs,workers}.py', '**/{tasks,jobs,workers}/**', '**/*_{job,worker}.rb'],
    ])
    .describe('Where the classes are whose names may be stored in the database.'),
  pending: command.exactOptional().describe('Prints which migrations the database has still to run.'),
  presence: command
    .exactOptional()
    .describe('Exit 0: the person in SHIPIT_NAME and SHIPIT_EMAIL is here. Default: you are asked for each of them.'),
});
