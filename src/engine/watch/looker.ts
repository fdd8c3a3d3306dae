import type { Look } from '../../checks/probe/look.js';
import type { ProbeSpec } from '../../checks/probe/spec.js';
import { sleep } from '../../world/waiting.js';
import { createOneLook, type LookAsked, type LookStart, type LookWorld, limitOf } from './one-look.js';

/** Looks at one probe, again and again, never twice at a time. */
export interface Looker {
  readonly spec: ProbeSpec;
  /** Resolves in any case, a little after the time for a look at the latest. */
  readonly look: (asked: LookAsked) => Promise<Look>;
  readonly close: () => void;
}

/** Sources keep to their time by themselves; this is the second lock on the door, in milliseconds. */
const graceMs = 2500;

/** @param start where the deploy left it; absent before the deploy */
export function createLooker(spec: ProbeSpec, world: LookWorld, start?: LookStart): Looker {
  const limitMs = limitOf(spec, world);
  /** Of the look under way. One signal for all looks would gather a listener for each of them. */
  let limit = new AbortController();
  let closed = false;
  const once = createOneLook(spec, world, start);
  let underWay = false;
  const look = async (asked: LookAsked, signal: AbortSignal): Promise<Look> => {
    try {
      return await once.look(asked, signal);
    } catch (error) {
      return { state: 'unknown', text: `could not look: ${error instanceof Error ? error.message : String(error)}` };
    } finally {
      underWay = false;
    }
  };
  return {
    spec,
    async look(asked) {
      if (underWay || closed) {
        return { state: 'unknown', text: underWay ? 'the look before has not ended yet' : 'nobody looks any more' };
      }

      underWay = true;
      limit = new AbortController();
      const late = sleep(limitMs + graceMs, limit.signal).then((): Look => {
        limit.abort();
        return { state: 'unknown', text: `no result after ${Math.round(limitMs / 1000)} s` };
      });
      const found = await Promise.race([look(asked, limit.signal), late]);
      limit.abort();
      return {
        ...found,
        text: world.clean(found.text),
        ...(found.warning === undefined ? {} : { warning: world.clean(found.warning) }),
      };
    },
    close() {
      closed = true;
      limit.abort();
      once.close();
    },
  };
}
