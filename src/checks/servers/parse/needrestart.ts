import type { HostState } from '../host-state.js';
import { Unreadable } from './part.js';
import { linesOf } from './rows.js';

/** What `needrestart -b` prints (its README.batch.md). @throws Unreadable */
export function readNeedrestart(text: string): { readonly value: NonNullable<HostState['needrestart']> } {
  const said = linesOf(text).map((line) => /^NEEDRESTART-([A-Z]+): ?(.*)$/.exec(line) ?? []);
  const all = (key: string): readonly string[] =>
    said.filter(([, word]) => word === key).map(([, , value = '']) => value);
  if (all('VER').length === 0) {
    throw new Unreadable('needrestart said something that is not known');
  }

  return {
    value: {
      kernel: kernels.find((state) => String(state) === all('KSTA')[0]?.trim()) ?? 0,
      services: all('SVC'),
      programs: [...new Set(all('PID').map((line) => line.replace(/=[\d,]*$/, '')))],
    },
  };
}

const kernels = [0, 1, 2, 3] as const;
