import { line, oneOrMore, relativeFile } from '../../checklist/types.js';
import { z } from '../../checklist/zod.js';

/** Where and how a fresh install is rehearsed. */
export interface FreshOptions {
  /** `3.11`: the python of the servers. Absent: what the snapshot says, else any. */
  readonly python?: string;
  /** npm packages are installed, too, where a package-lock.json is. */
  readonly node: boolean;
  readonly host: 'local' | 'first';
  /** Requirements files to install from. Absent: those that are found. */
  readonly files?: readonly string[];
  /** Modules (python) that have to be importable after it. */
  readonly import: readonly string[];
  readonly install: boolean;
}

export interface PinsOptions {
  /** Manifests to read. Absent: all that are found. */
  readonly files?: readonly string[];
  readonly fresh?: FreshOptions;
  readonly deployed: boolean;
  /** Names that do not matter here, of whatever ecosystem. */
  readonly ignore: readonly string[];
}

const fresh = z
  .strictObject({
    python: z
      .string()
      .regex(/^[23]\.\d{1,2}$/, 'is not a version of python; write "3.11", in quotes')
      .exactOptional()
      .describe('The python of the servers, in quotes: `"3.11"`. Default: what their newest snapshot says.'),
    node: z
      .boolean()
      .default(false)
      .describe('Install npm packages from package-lock.json in a temporary directory, too.'),
    host: z
      .enum(['local', 'first'])
      .default('local')
      .describe('Where python packages are resolved: on this machine, or on the first host of the target.'),
    files: oneOrMore(relativeFile)
      .exactOptional()
      .describe('Requirements files to install from. Default: those that are found.'),
    import: oneOrMore(
      line(200).regex(/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/, 'is not the name of a python module; write bookings.wsgi'),
    )
      .default([])
      .describe(
        'Modules that can be imported after a fresh install, your own entry first: `bookings.wsgi`. Needs `install`.',
      ),
    install: z
      .boolean()
      .default(false)
      .describe('Install for real into a virtualenv in a temporary directory, and import what was installed.'),
  })
  .refine(
    ({ install, import: names }) => install || names.length === 0,
    'can import only what it installs: add `install: true`',
  )
  .refine(
    ({ install, host }) => !(install && host === 'first'),
    'installs on this machine only: leave out `host: first`',
  );

export const pinsOptions: z.ZodType<PinsOptions> = z.strictObject({
  files: oneOrMore(relativeFile)
    .exactOptional()
    .describe(
      'Manifests to read: `requirements-prod.txt`. Default: all that are found, without those for development and tests.',
    ),
  fresh: z
    .union([z.literal(true).transform(() => fresh.parse({})), fresh])
    .exactOptional()
    .describe('Rehearse the install of a new server from the release’s own files, and compare it with what runs.'),
  deployed: z
    .boolean()
    .default(true)
    .describe('Compare with what runs: the newest snapshot of each host (see `servers`) and the previous commit.'),
  ignore: z.array(line(200)).max(500).default([]).describe('Packages that need no pin here, such as your own.'),
});
