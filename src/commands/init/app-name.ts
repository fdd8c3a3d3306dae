import { jsonLine, jsonText } from './json-text.js';
import { findLine } from './search-text.js';
import { at, type Clue, type Seen } from './seen.js';
import { tomlText } from './toml-text.js';

/** What the project calls itself; the directory it lies in comes last. */
export function appNames(seen: Seen): readonly Clue[] {
  const found = [
    fromJson(seen, 'package.json'),
    fromToml(seen, 'pyproject.toml', 'project'),
    fromToml(seen, 'pyproject.toml', 'tool.poetry'),
    fromToml(seen, 'Cargo.toml', 'package'),
    fromLine(seen, 'go.mod', /^module\s+(\S+)/, 'module'),
    fromLine(seen, 'mix.exs', /^\s*app:\s*:([a-z0-9_]+)/, 'app'),
    fromJson(seen, 'composer.json'),
    fromToml(seen, 'fly.toml', ''),
    { value: seen.directory, where: 'this directory', why: 'its name', sure: 'likely' } as const,
  ];
  const clues = found.flatMap((clue) => {
    const value = clue === undefined ? undefined : appName(clue.value);
    return clue === undefined || value === undefined ? [] : [{ ...clue, value }];
  });
  const named = clues.filter(({ value }, index) => clues.findIndex((other) => other.value === value) === index);
  return named.length > 0 ? named : [{ value: 'app', where: 'nowhere', why: 'no usable name found', sure: 'likely' }];
}

/** `@acme/shop` and `github.com/acme/shop/v2` are both `shop`; what the grammar does not take becomes `-`. */
export function appName(text: string): string | undefined {
  const parts = text.split('/').filter((part) => part !== '' && !/^v\d+$/.test(part));
  const name = (parts.at(-1) ?? '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._ -]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+|[ -]+$/gu, '');
  return name === '' ? undefined : whole(name.slice(0, 64)).trim();
}

/** Without half a character at its end. */
const whole = (text: string): string => text.replace(/[\ud800-\udbff]$/, '');

function fromJson({ texts }: Seen, path: string): Clue | undefined {
  const text = texts.get(path);
  const value = jsonText(text, ['name']);
  return value === undefined
    ? undefined
    : { value, where: at(path, jsonLine(text ?? '', ['name'])), why: 'name', sure: 'sure' };
}

function fromToml({ texts }: Seen, path: string, section: string): Clue | undefined {
  const key = section === '' ? 'app' : 'name';
  const found = tomlText(texts.get(path), section, key);
  return found && { value: found.value, where: at(path, found.line), why: key, sure: 'sure' };
}

function fromLine({ texts }: Seen, path: string, pattern: RegExp, why: string): Clue | undefined {
  const found = findLine(texts.get(path) ?? '', pattern);
  return found && { value: found.groups[0] ?? '', where: at(path, found.line), why, sure: 'sure' };
}
