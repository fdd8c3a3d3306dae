import { redactPatterns } from './redact-patterns.js';
import { secretValues } from './redact-values.js';

/**
 * A function that replaces secrets in a text by `[redacted]`: the values of secret-looking environment variables, in
 * the forms they turn up in, and whatever looks like a key, a token or a password by itself. Run it before anything is
 * written or shown. Linear in the length of the text; a text given line by line loses nothing but the middle of a
 * private key block.
 * @param env the environment the operator's commands see
 */
export function createRedactor(env: Readonly<Record<string, string | undefined>>): (text: string) => string {
  const values = secretValues(env);
  if (values.length === 0) {
    return redactPatterns;
  }
  const anyValue = new RegExp(values.map(escaped).join('|'), 'g');
  return (text) => redactPatterns(text.replace(anyValue, '[redacted]'));
}

const escaped = (value: string): string => value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
