import { createHash } from 'node:crypto';
import type { Plugin } from 'rolldown';

/**
 * Ends every piece of the bundle with `// build <sha256 of its text>`. The code cache of bin/load-bundle.cjs is named
 * by it: V8 itself would take the compiled code of any other text of the same length.
 */
export const fingerprint = (): Plugin => ({
  name: 'fingerprint',
  generateBundle(_options, bundle) {
    for (const piece of Object.values(bundle)) {
      if (piece.type === 'chunk') {
        piece.code += `\n// build ${createHash('sha256').update(piece.code).digest('hex')}\n`;
      }
    }
  },
});
