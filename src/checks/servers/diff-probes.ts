import { keyOf } from './diff-key.js';
import type { ProbeFinding } from './diff-model.js';
import { isCrash } from './probe-all.js';
import { wayOf } from './probe-way.js';
import type { ProbeResult } from './snapshot.js';

type Probes = Readonly<Record<string, ProbeResult>>;

/**
 * What does not pass. A probe of its own is a no-go whatever was before; of an `all:` probe only the names that are new,
 * since every python lacks something. With nothing to compare with they are a warning, and a crash a no-go.
 */
export function findProbes(before: Probes | undefined, now: Probes, host: string): readonly ProbeFinding[] {
  return Object.entries(now).flatMap(([probe, result]): readonly ProbeFinding[] => {
    const old = before !== undefined && Object.hasOwn(before, probe) ? before[probe] : undefined;
    const names = (result.failing ?? []).map((name) => ofName(probe, name, old, host));
    if (result.state === 'ok' || (result.state === 'failed' && names.length > 0)) {
      return names;
    }

    const passedBefore = passed(old);
    const whole: ProbeFinding = {
      probe,
      text: result.text,
      severity: result.state === 'failed' ? 'no-go' : 'unknown',
      key: keyOf(['probe', probe, wayOf(result)], host),
      ...(passedBefore === undefined ? {} : { passedBefore }),
    };
    return [whole, ...names];
  });
}

function ofName(probe: string, name: string, old: ProbeResult | undefined, host: string): ProbeFinding {
  const failedBefore = old?.failing?.includes(name) ?? false;
  // What an unfinished probe did not come to is not known to have passed.
  const passedBefore = failedBefore ? false : old === undefined || old.state === 'unknown' ? undefined : true;
  return {
    probe,
    name,
    text: textOf(isCrash(name), passedBefore),
    severity: failedBefore ? 'info' : passedBefore === true || isCrash(name) ? 'no-go' : 'warn',
    key: keyOf(['probe', probe, name], host),
    ...(passedBefore === undefined ? {} : { passedBefore }),
  };
}

function textOf(crash: boolean, passedBefore: boolean | undefined): string {
  const now = crash ? 'kills a fresh process' : 'cannot be loaded';
  switch (passedBefore) {
    case true:
      return `${now}; at the last healthy deploy it was fine`;
    case false:
      return `${now}, as at the last healthy deploy`;
    case undefined:
      return `${now}; nobody knows whether it was so before`;
  }
}

function passed(old: ProbeResult | undefined): boolean | undefined {
  return old === undefined || old.state === 'unknown' ? undefined : old.state === 'ok';
}

/**
 * There are probes, and nothing about them is new: what a change could have broken works in a fresh process. A crash proves
 * nothing, however long it is known.
 */
export const probesProve = (now: Probes | undefined, findings: readonly ProbeFinding[]): boolean =>
  now !== undefined &&
  Object.keys(now).length > 0 &&
  findings.every(({ severity, name }) => severity === 'info' && !isCrash(name ?? ''));
