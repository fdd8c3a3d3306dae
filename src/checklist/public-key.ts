import { line } from './types-text.js';

/** A public ssh key, as in authorized_keys. */
export const publicKey = line(2000).superRefine((text, context) => {
  const why = whyNoPublicKey(text);
  if (why !== undefined) {
    context.addIssue({ code: 'custom', message: `${why}; write the line of the .pub file: ssh-ed25519 AAAA…` });
  }
});

/** Type and body of a public key as in authorized_keys; what is written behind it goes. Undefined for anything else. */
export function publicKeyOf(text: string): string | undefined {
  const [, type, body] =
    /^\s*((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[a-z0-9@.-]+)\s+([A-Za-z0-9+/]{40,}={0,3})(?:\s|$)/.exec(text) ?? [];
  return type === undefined || body === undefined ? undefined : `${type} ${body}`;
}

/** What is wrong with a public key, in words that end a sentence; undefined for one that ssh can read. */
function whyNoPublicKey(text: string): string | undefined {
  if (text.includes('PRIVATE KEY')) {
    return 'is a private key, which belongs in no file that others read';
  }

  const [type = '', body = ''] = publicKeyOf(text)?.split(' ') ?? [];
  if (type === '') {
    return 'is no public ssh key';
  }

  const [first, ...rest] = fieldsOf(Buffer.from(body, 'base64'));
  return first?.toString('latin1') === type && rest.length > 0
    ? undefined
    : `is no whole ${type} key: something of it is missing or mistyped`;
}

/** RFC 4253, section 6.6: texts, each behind its length in four bytes. Nothing where they do not end with the bytes. */
function fieldsOf(bytes: Buffer): readonly Buffer[] {
  const fields: Buffer[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const end = at + 4 + bytes.readUInt32BE(at);
    fields.push(bytes.subarray(at + 4, end));
    at = end;
  }

  return at === bytes.length ? fields : [];
}
