import type { Plugin } from 'rolldown';

/**
 * Writes every character beyond ASCII as `\uXXXX`. A text with one of them takes two bytes a character in V8, and
 * reading and hashing it twice the time. Only in strings, patterns and comments: no source uses them elsewhere, nor in
 * a `String.raw`.
 */
export const onlyAscii = (): Plugin => ({
  name: 'only-ascii',
  generateBundle(_options, bundle) {
    for (const piece of Object.values(bundle)) {
      if (piece.type === 'chunk') {
        piece.code = piece.code.replace(/[\u0080-\uFFFF]/g, escaped);
      }
    }
  },
});

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
