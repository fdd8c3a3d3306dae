import type { Target } from '../../checklist/model.js';
import type { HostsKnown } from '../../checks/probe/place.js';
import type { Ssh } from '../../world/ssh/types.js';

/** Which hosts a target has, asked once; where nobody could say, once more when it is asked for something new. */
export interface HostsOnce {
  /** Undefined while the command that prints them runs; `known` is called then. @param what it is asked for */
  readonly of: (target: Target, what: string) => HostsKnown | undefined;
  /** Resolves when nobody is asked any more. */
  readonly settled: () => Promise<void>;
  readonly stop: () => void;
}

/** How long a command that prints hosts may take, in milliseconds. */
const hostsMs = 20_000;

/** @param clean makes the reason harmless @param known something is known that was not */
export function createHostsOnce(ssh: Ssh, clean: (text: string) => string, known: () => void): HostsOnce {
  const found = new Map<Target, { readonly what: string; readonly hosts: HostsKnown }>();
  let asking: { readonly target: Target; readonly ended: Promise<void>; readonly giveUp: AbortController } | undefined;
  const ask = (target: Target, what: string): void => {
    const giveUp = new AbortController();
    const ended = ssh
      .hostsOf(target, AbortSignal.any([giveUp.signal, AbortSignal.timeout(hostsMs)]))
      .catch((error: unknown) => ({ unknown: clean(error instanceof Error ? error.message : String(error)) }))
      .then((hosts) => {
        if (!giveUp.signal.aborted) {
          asking = undefined;
          found.set(target, { what, hosts });
          known();
        }
      });
    asking = { target, ended, giveUp };
  };
  return {
    of(target, what) {
      if (Array.isArray(target.hosts)) {
        return target.hosts;
      }

      const now = found.get(target);
      if (now !== undefined && (!('unknown' in now.hosts) || now.what === what)) {
        return now.hosts;
      }

      if (asking?.target !== target) {
        asking?.giveUp.abort();
        ask(target, what);
      }

      return undefined;
    },
    settled: async () => asking?.ended,
    stop() {
      asking?.giveUp.abort();
      asking = undefined;
    },
  };
}
