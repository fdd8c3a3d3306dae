import { writeSync } from 'node:fs';
import type { Attention } from './attention.js';

/** XTerm Control Sequences: save and restore the window's title, set it; BEL. */
const save = '\u001B[22;2t';
const restore = '\u001B[23;2t';
const set = (title: string): string => `\u001B]2;${title}\u0007`;
const bell = '\u0007';

export interface WindowTitle {
  /** Shows what there is to tell; rings once for everything new. With `undefined` the title is the old one again. */
  readonly tell: (attention: Attention | undefined) => void;
}

/** The title of the operator's window: theirs again once nobody watches any more. */
export function openWindowTitle(fd: number): WindowTitle {
  let shown: Attention | undefined;
  const rung = new Set<string>();
  const write = (text: string): void => {
    try {
      writeSync(fd, text);
    } catch {
      // The terminal is gone, or takes nothing at the moment: what counts stands on the screen.
    }
  };
  return {
    tell(attention) {
      if (attention?.title === shown?.title && attention?.ring === shown?.ring) {
        return;
      }

      if (attention === undefined) {
        write(restore);
      } else {
        const rings = attention.ring !== undefined && !rung.has(attention.ring);
        write(`${shown === undefined ? save : ''}${set(attention.title)}${rings ? bell : ''}`);
        if (attention.ring === undefined) {
          // What comes back after all was well is new.
          rung.clear();
        } else {
          rung.add(attention.ring);
        }
      }

      shown = attention;
    },
  };
}
