/** A value of a JSON text; undefined if there is none, or if the text is no JSON. Own properties only. */
export function jsonAt(text: string | undefined, path: readonly string[]): unknown {
  try {
    return path.reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
      JSON.parse(text ?? 'null'),
    );
  } catch {
    return undefined;
  }
}

/** The same if it is a text. */
export function jsonText(text: string | undefined, path: readonly string[]): string | undefined {
  const value = jsonAt(text, path);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Line, from 1, of the last of these keys when they stand below each other. Good enough to point at. */
export function jsonLine(text: string, path: readonly string[]): number | undefined {
  const found = path.reduce((from, key) => (from < 0 ? from : text.indexOf(JSON.stringify(key), from)), 0);
  return found < 0 ? undefined : text.slice(0, found).split('\n').length;
}
