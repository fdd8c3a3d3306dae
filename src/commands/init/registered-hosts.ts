import { registerFile } from '../../checklist/patches-file.js';
import { parsePatches } from '../../checklist/patches-parse.js';
import { at, type Clue, type Seen } from './seen.js';

/** Hosts that the register of patches made directly on servers names; none of a register with a mistake. */
export function registeredHosts({ texts }: Seen): readonly Clue[] {
  const text = texts.get(registerFile);
  if (text === undefined || text.trim() === '') {
    return [];
  }

  try {
    return parsePatches(text, registerFile).flatMap(({ hosts, place }) =>
      hosts.map(
        (value): Clue => ({ value, where: at(registerFile, place.line), why: 'register of patches', sure: 'likely' }),
      ),
    );
  } catch {
    return [];
  }
}
