import { sha256 } from '../../checklist/digest.js';

/**
 * The key of a finding about one host. What could mean something in a key or in YAML (`*`, blanks, quotes, what cannot be
 * seen) is written `%2A`, so that different things have different keys; a long one ends in a digest of itself.
 * @param host undefined: it is about several hosts
 */
export function keyOf(words: readonly string[], host?: string): string {
  const key = words.map(harmless).join(':');
  const end = host === undefined ? '' : `:${clipped(harmless(host), 80)}`;
  return clipped(key, 200 - end.length) + end;
}

/** With its item and its facet a key has at most 300 characters. */
function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 13)}~${sha256(Buffer.from(text)).slice(0, 12)}`;
}

function harmless(text: string): string {
  return isPlain.test(text)
    ? text
    : text
        .replace(/\p{Cs}/gu, '\ufffd')
        .replace(/[^A-Za-z0-9._+~^@/:<>=,()-]/gu, (sign) =>
          encodeURIComponent(sign).replace(/^[!'*]$/, (plain) => `%${plain.charCodeAt(0).toString(16).toUpperCase()}`),
        );
}

const isPlain = /^[A-Za-z0-9._+~^@/:<>=,()-]*$/;
