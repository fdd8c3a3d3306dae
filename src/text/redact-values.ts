/**
 * What must not be shown of an environment: values of variables whose name promises a secret, as they are and as URLs,
 * base64 and JSON write them. Longest first, so that a value that contains another one goes as a whole.
 */
export function secretValues(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const values = Object.entries(env)
    .filter(([name, value]) => isSecret(name, value ?? ''))
    .flatMap(([, value]) => [value ?? '', ...longLines(value ?? '')]);
  const forms = values.flatMap(written).filter((form) => form.length >= shortest);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** Shorter values occur in ordinary text by chance. */
const shortest = 6;

const isSecret = (name: string, value: string): boolean =>
  secretName.test(name) &&
  !describesOnly.test(name) &&
  !(placeName.test(name) && placeValue.test(value)) &&
  value.length >= shortest &&
  !plainWord.test(value);

/** `AUTHOR` is somebody's name and `KEYBOARD` a layout. */
const secretName = /TOKEN|SECRET|PASSW|PASSPHRASE|_PASS$|KEY(?!BOARD|MAP)|CREDENTIAL|AUTH(?!OR(?!IZ|IS))/i;

/** `TOKEN_TTL`, `AUTH_MODE`: about a secret, and their values are words of every log. */
const describesOnly = /_(?:TTL|TIMEOUT|TYPE|MODE|METHOD|ALGORITHM)$/i;

/** `SSH_AUTH_SOCK=/tmp/…`, `SSL_KEY_FILE=/etc/…`: the place is no secret. */
const placeName = /_(?:SOCK|FILE|PATH|DIR)$/i;
const placeValue = /^(?:\/|~|\.|[A-Za-z]:\\)/;

const plainWord =
  /^(?:enabled|disabled|default|required|optional|unlimited|production|staging|development|testing|localhost)$/i;

/** A key of several lines turns up line by line. */
const longLines = (value: string): readonly string[] =>
  value.includes('\n') ? value.split(/\r?\n/).filter((line) => line.length >= 16 && !line.startsWith('-----')) : [];

function written(value: string): readonly string[] {
  const url = encodeURIComponent(value.replace(/\p{Cs}/gu, '\ufffd'));
  const base64 = Buffer.from(value).toString('base64');
  return [
    value,
    value.trim(),
    url,
    url.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()),
    url.replaceAll('%20', '+'),
    base64.replace(/=+$/, ''),
    Buffer.from(value).toString('base64url'),
    JSON.stringify(value).slice(1, -1),
  ];
}
