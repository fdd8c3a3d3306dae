import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import type { CommandContext } from './context.js';

export interface GatheringLine {
  readonly show: (progress: ReadonlyMap<string, { readonly text: string }>) => void;
  readonly end: () => void;
}

/** One line on a terminal that says what is still being gathered; silence elsewhere. */
export function openGatheringLine({ stderr }: Pick<CommandContext, 'stderr'>): GatheringLine {
  if (!stderr.isTTY) {
    return { show: () => undefined, end: () => undefined };
  }

  return {
    show(progress) {
      const names = [...progress].map(([id, { text }]) => (text === '' ? id : `${id} (${text})`));
      const line = names.length === 0 ? '' : `gathering ${plural(names.length, 'item')}: ${names.join(', ')}`;
      stderr.write(`\r\u001B[K${safeLine(line, (stderr.columns || 80) - 1)}`);
    },
    end() {
      stderr.write('\r\u001B[K');
    },
  };
}
