import { OperatorError } from '../errors.js';
import { safe, safeLine } from '../text/sanitise.js';

/**
 * A diff is committed, for everybody to read.
 * @param wayOut how the operator leaves a file out
 * @throws OperatorError for one that holds a private key, or adds what looks like a password or token
 */
export function refuseSecrets(diff: Uint8Array, redact: (text: string) => string, wayOut: string): void {
  let file = 'the diff';
  let before = '';
  for (const line of new TextDecoder().decode(diff).split('\n')) {
    const text = safe(line.slice(1));
    if (line.startsWith('+++ ') && before.startsWith('--- ')) {
      file = line === '+++ /dev/null' ? before.slice('--- a/'.length) : line.slice('+++ b/'.length);
    } else if (/-----(?:BEGIN|END) [A-Z0-9 ]{0,30}PRIVATE KEY/.test(text)) {
      throw refused(file, 'holds a private key', wayOut);
    } else if (line.startsWith('+') && redact(text) !== text) {
      throw refused(file, `adds what looks like a secret (${safeLine(redact(text).trim(), 80)})`, wayOut);
    }

    before = line;
  }
}

const refused = (file: string, what: string, wayOut: string): OperatorError =>
  new OperatorError(`${safeLine(file, 120)} ${what}, and a patch is committed for everybody to read`, {
    hint: `nothing was written; ${wayOut}, or give --commit with a commit that makes the same change`,
  });
