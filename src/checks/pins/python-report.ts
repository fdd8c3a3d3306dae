import { z } from '../../checklist/zod.js';
import { normalised } from './python-names.js';
import type { Resolved, ResolvedDist } from './resolved.js';

const report = z.looseObject({
  version: z.literal('1'),
  pip_version: z.string().max(100),
  environment: z.looseObject({ python_version: z.string().max(100) }),
  install: z
    .array(
      z.looseObject({
        requested: z.boolean(),
        metadata: z.looseObject({
          name: z.string().min(1).max(300),
          version: z.string().min(1).max(300),
          requires_dist: z.array(z.string().max(2000)).max(2000).default([]),
        }),
        download_info: z
          .looseObject({
            archive_info: z.looseObject({ hash: z.string().max(300).exactOptional() }).exactOptional(),
          })
          .exactOptional(),
      }),
    )
    .max(20_000),
});

/**
 * The report of `pip install --dry-run --report` (https://pip.pypa.io/en/stable/reference/installation-report/),
 * version 1; undefined: it is anything else.
 */
export function readReport(json: string): Resolved | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }

  const read = report.safeParse(value);
  if (!read.success) {
    return undefined;
  }

  const { install, pip_version: pip, environment } = read.data;
  const dists = install.map(({ metadata, requested, download_info: from }): ResolvedDist => {
    const { name, version, requires_dist: requires } = metadata;
    const hash = from?.archive_info?.hash;
    return { name: normalised(name), version, requested, requires, ...(hash === undefined ? {} : { hash }) };
  });
  return { dists: new Map(dists.map((one) => [one.name, one])), python: environment.python_version, pip };
}
