/** `DTSTART;TZID=Europe/Berlin:20261102T000000`, taken apart. */
export interface IcsProperty {
  /** In upper case. */
  readonly name: string;
  /** By name in upper case, without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
  readonly line: number;
}

/** Undefined for what is no property (RFC 5545 section 3.1). Linear in the length of the text. */
export function parseProperty(text: string, line: number): IcsProperty | undefined {
  const name = /^[A-Za-z0-9-]+/.exec(text)?.[0];
  if (name === undefined) {
    return undefined;
  }

  const parameters = new Map<string, string>();
  let at = name.length;
  while (text[at] === ';') {
    parameter.lastIndex = at;
    const [all, key = '', value = ''] = parameter.exec(text) ?? [];
    if (all === undefined) {
      return undefined;
    }

    parameters.set(key.toUpperCase(), value.replaceAll('"', ''));
    at += all.length;
  }
  return text[at] === ':' ? { name: name.toUpperCase(), parameters, value: text.slice(at + 1), line } : undefined;
}

/** What a person reads in a text value, whose commas, semicolons and line breaks are escaped (section 3.3.11). */
export const unescapeText = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_, character: string) => (character.toLowerCase() === 'n' ? '\n' : character));

/** One parameter; its value is a list of words and of quoted texts. No two ways to match the same, so no backtracking. */
const parameter = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^":;])*)/y;
