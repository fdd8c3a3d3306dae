/**
 * The same value with no text longer than `most` code units: whoever can write to the files of the log must not be able
 * to hold up whoever reads them.
 */
export function clipTexts<Value>(value: Value, most: number): Value;
export function clipTexts(value: unknown, most: number): unknown {
  if (typeof value === 'string') {
    return clipText(value, most);
  }

  if (Array.isArray(value)) {
    return value.map((one: unknown) => clipTexts(one, most));
  }

  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, clipTexts(one, most)]))
    : value;
}

const clipText = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most)}… (${text.length - most} more characters)`;
