import type { SectionAnswer } from '../../world/ssh/types.js';

/** A line that says of a host that it was patched by hand: `shipit-patch MP-12 2026-11-18 ada until=2026-12-02 why`. */
export interface Marker {
  /** Absent: somebody wrote it in words of their own. */
  readonly id?: string;
  /** The whole line, raw. */
  readonly text: string;
}

export type MotdLook =
  | { readonly known: true; readonly markers: readonly Marker[] }
  | { readonly known: false; readonly why: string };

/** Where the message of the day is; a directory stands for the files in it. */
export const usualMotd: readonly string[] = ['/etc/motd', '/etc/motd.d', '/run/motd.dynamic'];

export function readMotd(answer: SectionAnswer | undefined): MotdLook {
  if (answer?.how !== 'done' || answer.rc !== 0) {
    return { known: false, why: 'its message of the day could not be read' };
  }

  const lines = answer.text.split('\n').filter((line) => line !== '');
  if (lines.at(-1) !== 'end') {
    return { known: false, why: 'its message of the day was not read to the end' };
  }

  const unread = lines.flatMap((line) => (line.startsWith('! ') ? [whyUnread(line.slice(2))] : []));
  if (unread.length > 0) {
    return { known: false, why: unread.join('; ') };
  }

  const said = new Set(lines.flatMap((line) => (line.startsWith(': ') ? [line.slice(2).trim()] : [])));
  return { known: true, markers: [...said].flatMap((line) => markerIn(line) ?? []) };
}

function whyUnread(said: string): string {
  const [, why = '', file = said] = /^(\w+) (.+)$/.exec(said) ?? [];
  switch (why) {
    case 'absent':
      return `there is no ${file}, where its message of the day should be`;
    case 'long':
      return `${file} is larger than 16 KiB`;
    default:
      return `nobody may read ${file}`;
  }
}

/** People decorate what everybody has to see: what stands before the word does not count. */
function markerIn(text: string): Marker | undefined {
  const id = /(?:^|\s)shipit-patch\s+([A-Za-z0-9][A-Za-z0-9._-]{0,39})(?:\s|$)/.exec(text)?.[1];
  if (id !== undefined) {
    return { id, text };
  }

  return /monkey.?patch|hot.?patch|shipit-patch/i.test(text) ? { text } : undefined;
}
