import { findLine } from './search-text.js';

export interface TomlText {
  readonly value: string;
  readonly line: number;
}

/** The text behind `key` in `[section]` (`''` is the top), as most people write TOML: one key a line. */
export function tomlText(text: string | undefined, section: string, key: string): TomlText | undefined {
  let current = '';
  for (const [index, line] of (text ?? '').split('\n').entries()) {
    const [, name] = /^\s*\[\s*([^[\]]{1,200}?)\s*\]/.exec(line) ?? [];
    current = name ?? current;
    const [, word, double, single] = /^\s*([A-Za-z0-9_-]+)\s*=\s*(?:"([^"\\]*)"|'([^']*)')/.exec(line) ?? [];
    const value = double ?? single;
    if (name === undefined && current === section && word === key && value !== undefined && value.trim() !== '') {
      return { value: value.trim(), line: index + 1 };
    }
  }
  return undefined;
}

/** Line of `[section]`, or of one below it. */
export const tomlSection = (text: string | undefined, section: string): number | undefined =>
  findLine(text ?? '', new RegExp(`^\\s*\\[+\\s*${section.replaceAll('.', '\\.')}[\\].]`))?.line;
