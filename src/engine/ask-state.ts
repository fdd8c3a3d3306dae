import { type KeepRequest, type Kept, keepGround } from '../checks/servers/keep.js';
import type { ServersOptions } from '../checks/servers/options.js';
import type { PlannedItem } from '../run/plan.js';
import { cleanLine } from './clean-text.js';
import { variablesOf } from './deploy-env.js';
import { itemOf } from './gather.js';
import type { SessionParts, Walk } from './parts.js';
import type { Recorder } from './recorder.js';

export interface AskStateContext {
  readonly parts: SessionParts;
  readonly recorder: Recorder;
  readonly walk: Walk;
  readonly healthy: boolean;
  /** Whoever leaves waits for nothing more; one entry says so then. */
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/** What the hosts take together at most, in milliseconds. */
const keepMs = 60_000;

/** Terminal columns of why something was not kept, and of what a probe said. */
const longestText = 200;

/** Asks every host for its state, or says why there is none. Never rejects. */
export const askForState = (item: PlannedItem, context: AskStateContext): Promise<readonly Kept[]> => {
  const { parts, recorder, walk, healthy, signal, progress } = context;
  const run = recorder.run();
  return unlessLeft({
    world: parts.world,
    target: walk.target,
    options: itemOf(walk.checklist, item).options as ServersOptions,
    release: run.release,
    run: parts.run,
    now: parts.clock.now(),
    healthy,
    timeoutMs: keepMs,
    signal,
    progress,
    env: variablesOf(parts.run, run),
    clean: (text) => cleanLine(text, parts.redact, longestText),
  });
};

/**
 * Puts on record that the state of a host was not kept.
 * @returns why, sanitised
 * @throws AuditError when it cannot be recorded
 */
export function recordMissed(
  host: string,
  reason: string,
  { parts, recorder }: Pick<AskStateContext, 'parts' | 'recorder'>,
): string {
  const why = cleanLine(reason, parts.redact, longestText);
  recorder.record({ type: 'snapshot.missed', host, why });
  return why;
}

export function tryTo(keep: () => string): { readonly sha256: string } | { readonly why: string } {
  try {
    return { sha256: keep() };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

function unlessLeft(request: KeepRequest): Promise<readonly Kept[]> {
  const { signal, target } = request;
  const left = new Promise<readonly Kept[]>((resolve) => {
    const leave = (): void => resolve([{ host: target.name, why: 'skipped: nobody waited for the hosts' }]);
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) {
      leave();
    }
  });
  return Promise.race([keepGround(request), left]);
}
