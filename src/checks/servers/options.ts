import type { Target } from '../../checklist/model.js';
import { command, duration, host, hosts, line, oneOrMore } from '../../checklist/types.js';
import { z } from '../../checklist/zod.js';
import { type ImageRef, imageRef } from './image-ref.js';
import { type WrittenProbe, writtenProbe } from './probe-options.js';

/** What is collected of a host unless `collect` names a choice; who and when it is always is. */
export const collectParts = [
  'packages',
  'reboot',
  'needrestart',
  'units',
  'stale',
  'twice',
  'bundled',
  'ldd',
  'python',
  'node',
  'history',
] as const;

export type CollectPart = (typeof collectParts)[number];

/** Durations are milliseconds. */
export interface ServersOptions {
  /** Instead of the hosts of the target. */
  readonly hosts?: Target['hosts'];
  /** Name patterns of hosts by the name of a group; only hosts of one group have to be alike. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** `healthy`, a host that is asked, or a file with a snapshot. */
  readonly baseline: string;
  readonly critical: readonly string[];
  readonly warn: readonly string[];
  readonly ignore: readonly string[];
  readonly probes: Readonly<Record<string, WrittenProbe>>;
  readonly images?: { readonly from?: ImageRef; readonly to: ImageRef };
  readonly collect?: readonly CollectPart[];
  readonly settled: number;
  readonly parallel: number;
}

/** `*` stands for anything. */
const namePattern = line(200).refine(
  (text) => /^[A-Za-z0-9_.+:@*-]+$/.test(text),
  'is not a pattern over names; write openssl or libpq*',
);

const names = oneOrMore(namePattern);

const baseline = line(1000)
  .refine(isBaseline, 'is neither `healthy`, a host, nor a file: write healthy, web1 or ops/web1.json')
  .describe('What it is compared with: `healthy` (the last deploy whose watch passed), a host, or a file.');

export const serversOptions: z.ZodType<ServersOptions> = z.strictObject({
  hosts: z
    .union([hosts.min(1), z.strictObject({ command })])
    .exactOptional()
    .describe('Hosts to ask, instead of all of the target.'),
  groups: z
    .record(line(60), names)
    .exactOptional()
    .describe('Which hosts have to be alike: `{web: web*, worker: worker*}`. Default: all of them.'),
  baseline: baseline.default('healthy'),
  critical: names.default([]).describe('Packages whose change is a no-go, beside the built-in ones: `libvips*`.'),
  warn: names.default([]).describe('Packages whose change is a warning.'),
  ignore: names.default([]).describe('Packages whose change does not matter here.'),
  probes: z
    .record(line(60), writtenProbe)
    .default({})
    .describe('Commands that run on each host in a fresh process, by a name of your own.'),
  images: z
    .strictObject({
      from: imageRef.exactOptional().describe('Default: what was healthy last.'),
      to: imageRef,
    })
    .exactOptional()
    .describe('Two images to compare: a docker image, `ssh:HOST` or `snapshot:FILE`.'),
  collect: z.array(z.enum(collectParts)).min(1).exactOptional().describe('What is looked at. Default: everything.'),
  settled: duration.default(24 * 3_600_000).describe('In use for so long without trouble, a change is only told.'),
  parallel: z.int().min(1).max(6).default(6).describe('How many hosts are asked at once.'),
});

/** A file has a slash or ends in `.json`. */
export const isBaselineFile = (text: string): boolean => text.includes('/') || text.endsWith('.json');

function isBaseline(text: string): boolean {
  return isBaselineFile(text) ? !text.includes('\0') : host.safeParse(text).success;
}
