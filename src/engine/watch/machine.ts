import type { Look } from '../../checks/probe/look.js';
import type { ProbeHealth } from '../../run/events.js';

/** A probe between two looks. */
export interface ProbeNow {
  readonly state: ProbeHealth;
  readonly failuresInARow: number;
  /** The last look failed, which may not be enough to make it failing. */
  readonly lastFailed: boolean;
  readonly text: string;
  readonly value?: number;
  readonly warning?: string;
  /** It is unknown, and no further look can change that. */
  readonly forGood?: true;
}

export const notLookedAt: ProbeNow = {
  state: 'unknown',
  failuresInARow: 0,
  lastFailed: false,
  text: 'not looked at yet',
};

/**
 * A probe after one more look (checks.md section 5.11). So many failures in a row make it failing, one success makes it
 * ok. Where nobody can look any more it is unknown; but bad news stay until there are good ones.
 * @param fail failures in a row that count; a look that says so counts at once
 */
export function afterLook(before: ProbeNow, look: Look, fail: number): ProbeNow {
  const failuresInARow =
    look.state === 'ok' ? 0 : look.state === 'failed' ? before.failuresInARow + 1 : before.failuresInARow;
  return {
    state: stateAfter(before.state, look, failuresInARow >= fail),
    failuresInARow,
    lastFailed: look.state === 'failed',
    text: look.text,
    ...(look.value === undefined ? {} : { value: look.value }),
    ...(look.warning === undefined ? {} : { warning: look.warning }),
    ...(look.state === 'unknown' && look.forGood ? { forGood: true } : {}),
  };
}

function stateAfter(before: ProbeHealth, { state, atOnce }: Look, enough: boolean): ProbeHealth {
  switch (state) {
    case 'ok':
      return 'ok';
    case 'failed':
      return enough || atOnce ? 'failing' : before;
    case 'unknown':
      return before === 'failing' ? 'failing' : 'unknown';
  }
}
