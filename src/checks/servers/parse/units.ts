import type { UnitState } from '../host-state.js';
import { Unreadable } from './part.js';
import { linesOf, wholeNumber } from './rows.js';

/** `systemctl show`, one block a unit. @throws Unreadable */
export function readUnits(text: string): { readonly value: readonly UnitState[] } {
  const blocks: { readonly unit: string; readonly said: Map<string, string> }[] = [];
  for (const line of linesOf(text)) {
    const equals = line.indexOf('=');
    if (line.startsWith('unit\t')) {
      blocks.push({ unit: line.slice(5), said: new Map() });
    } else if (equals > 0) {
      blocks.at(-1)?.said.set(line.slice(0, equals), line.slice(equals + 1));
    } else {
      throw new Unreadable('systemctl said something that is no property');
    }
  }

  return { value: blocks.map(({ unit, said }) => stateOfUnit(unit, said)) };
}

function stateOfUnit(unit: string, said: ReadonlyMap<string, string>): UnitState {
  const active = said.get('ActiveState') ?? '';
  if (!/^[a-z-]{1,40}$/.test(active)) {
    throw new Unreadable(`systemctl did not say how ${unit} is`);
  }

  const mainPid = wholeNumber(said.get('MainPID'));
  const restarts = wholeNumber(said.get('NRestarts'));
  const started = startOf(said.get('ExecMainStartTimestamp') ?? '');
  return {
    unit,
    active: said.get('LoadState') === 'not-found' ? 'not-found' : active,
    ...(mainPid !== undefined && mainPid > 0 && { mainPid }),
    ...(restarts !== undefined && { restarts }),
    ...(started !== undefined && { started }),
  };
}

/** `Wed 2026-11-18 06:12:33 UTC`: it was asked with TZ=UTC0; empty or `n/a` if it never started. */
function startOf(text: string): number | undefined {
  if (text === '' || text === 'n/a') {
    return undefined;
  }

  const [, date, time] = /^[A-Za-z]{3} (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? UTC$/.exec(text) ?? [];
  const ms = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(ms)) {
    throw new Unreadable('systemctl wrote a time in a way that is not known');
  }

  return ms / 1000;
}
