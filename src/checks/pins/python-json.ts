/**
 * JSON as Python's `json.dumps(value, sort_keys=True)` writes it: keys by code point, all that is not ASCII escaped.
 * @param separators between items, and between key and value: `[', ', ': ']` is Python's default
 * @returns undefined for what has another form there, such as a date or a fraction
 */
export function pythonJson(
  value: unknown,
  separators: readonly [string, string] = [', ', ': '],
  depth = 0,
): string | undefined {
  if (depth > 100) {
    return undefined;
  }

  if (value === null || value === undefined) {
    return 'null';
  }

  if (typeof value === 'string') {
    return ascii(JSON.stringify(value));
  }

  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isSafeInteger(value))) {
    return String(value);
  }

  const [between, colon] = separators;
  if (Array.isArray(value)) {
    const items = value.map((one) => pythonJson(one, separators, depth + 1));
    return items.includes(undefined) ? undefined : `[${items.join(between)}]`;
  }

  if (typeof value !== 'object' || value instanceof Date) {
    return undefined;
  }

  const entries = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => {
      const text = pythonJson(one, separators, depth + 1);
      return text === undefined ? undefined : `${ascii(JSON.stringify(key))}${colon}${text}`;
    });
  return entries.includes(undefined) ? undefined : `{${entries.join(between)}}`;
}

const ascii = (text: string): string =>
  text.replaceAll(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
