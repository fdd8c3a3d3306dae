import { registerFile } from '../../checklist/patches-file.js';
import { glob, line, oneOrMore, positiveDuration, relativeFile } from '../../checklist/types.js';
import { z } from '../../checklist/zod.js';

/** Which pull requests are about changes made by hand. */
export interface LabelsOption {
  readonly forge: 'github' | 'gitlab';
  readonly label: string;
}

/** Durations are milliseconds. */
export interface PatchesOptions {
  /** From the top of the project. */
  readonly register: string;
  readonly labels?: LabelsOption;
  /** Files on the hosts; none: the message of the day is not read. */
  readonly motd?: readonly string[];
  readonly tree: boolean;
  readonly packages: boolean;
  /** Beside the usual ones. */
  readonly ignore: readonly string[];
  readonly max_age: number;
  readonly expect: 'some' | 'any';
}

const forge = z.enum(['github', 'gitlab']);

const usualLabel = 'Monkey Patched';

export const patchesOptions: z.ZodType<PatchesOptions> = z.strictObject({
  register: relativeFile
    .default(registerFile)
    .describe('Where changes made by hand are written down; `shipit patch` keeps it.'),
  labels: z
    .union([
      forge.transform((name): LabelsOption => ({ forge: name, label: usualLabel })),
      z.strictObject({
        forge: forge.describe('Where the pull requests are: `github` or `gitlab`.'),
        label: line(100).default(usualLabel).describe('The label of pull requests about changes made by hand.'),
      }),
    ])
    .exactOptional()
    .describe('Pull requests that carry a label are about changes made by hand; asked by your own `gh` or `glab`.'),
  motd: z
    .union([
      z.literal(false).transform((): readonly string[] => []),
      oneOrMore(line(500).regex(/^(?:\/|~\/)/, 'must be an absolute path on the hosts')),
    ])
    .exactOptional()
    .describe(
      'Files on the hosts that name what was changed by hand; each has to be there, and may be empty; false reads none. Default: the message of the day.',
    ),
  tree: z
    .boolean()
    .default(true)
    .describe('Compare the deployed tree (`path` of the target) with the commit that was deployed.'),
  packages: z
    .boolean()
    .default(false)
    .describe('Ask the package manager of the hosts for files of packages that were changed.'),
  ignore: z
    .array(glob)
    .max(100)
    .default([])
    .describe(
      'What is rendered or compiled on the hosts, beside `log/**`, `tmp/**`, `**/node_modules/**` and the like.',
    ),
  max_age: positiveDuration.default(30 * 24 * 3_600_000).describe('A change made by hand that is older is a warning.'),
  expect: z.enum(['some', 'any']).default('any').describe('`some`: a register without any patch is a mistake.'),
});
