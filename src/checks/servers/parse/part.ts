import type { SectionAnswer } from '../../../world/ssh/types.js';

/** What became of one part; with `partial` it is true as far as it goes, and says why it does not go further. */
export type Part<T> = { readonly value: T; readonly partial?: string } | { readonly why: string };

/** What a host said cannot be understood. The message says what, for the operator. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/**
 * Reads a section that was asked for; undefined if it was not.
 * @param read throws Unreadable for what it does not understand
 */
export function partOf<T>(
  section: SectionAnswer | undefined,
  read: (text: string) => { readonly value: T; readonly partial?: string },
): Part<T> | undefined {
  if (section === undefined) {
    return undefined;
  }

  if (section.how === 'missing') {
    return { why: 'the answer ended before it' };
  }

  if (section.rc !== 0) {
    return { why: reason(section.rc, section.err) };
  }

  try {
    return read(section.text);
  } catch (error) {
    if (error instanceof Unreadable) {
      return { why: error.message };
    }

    throw error;
  }
}

function reason(rc: number, err: string): string {
  const last = err.trim().split('\n').at(-1)?.slice(0, maxReason) ?? '';
  if (last !== '') {
    return last;
  }

  // timeout(1) ends with 124 when the time was over.
  return rc === 124 ? 'it took too long' : `it ended with ${rc}`;
}

const maxReason = 300;
