/** A value of a file that somebody else wrote. */
export type JsonMap = ReadonlyMap<string, unknown>;

/** What was read from a file of a project, or where and why not. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly why: string; readonly line?: number };

/** A JSON file that holds an object, its keys in a map: `__proto__` is a name like any other. */
export function readJson(text: string): Parsed<JsonMap> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    const map = mapOf(value);
    return map === undefined ? { ok: false, why: 'is not a JSON object', line: 1 } : { ok: true, value: map };
  } catch (error) {
    return { ok: false, why: 'is not valid JSON', ...lineOf(error, text) };
  }
}

/** Undefined for anything but an object. Not deep: what is inside is read when it is asked for. */
export const mapOf = (value: unknown): JsonMap | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined;

/** The names and texts of an object, in order; nothing where there is none. What is no text is left out. */
export const textsOf = (value: unknown): ReadonlyMap<string, string> =>
  new Map([...(mapOf(value) ?? [])].flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])));

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** V8 says where: `… in JSON at position 15`, or that the text ends too early. */
function lineOf(error: unknown, text: string): { readonly line?: number } {
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d+)/.exec(message)?.[1] ?? (/end of JSON/.test(message) ? text.length : undefined);
  return position === undefined ? {} : { line: text.slice(0, Number(position)).split('\n').length };
}
