import { bodyOf } from './alembic.js';
import { bodyAfter } from './braces.js';
import { inBrackets } from './calls.js';
import { type Code, csharp, elixir, javascript, php, python, readCode, ruby, sql } from './code.js';
import { doesNothing } from './dialect.js';

/** Whether a migration does nothing when it runs: an empty one, a merge of two lines. What nobody can tell is not idle. */
export function isIdle(text: string, path: string): boolean {
  const said = readers[/\.(\w+)$/.exec(path)?.[1] ?? '']?.(text);
  return text.trim() === '' || said === true;
}

const inPython = (text: string): boolean => {
  const code = readCode(text, python);
  const list = /^[ \t]+operations\s*(?::[^=\n]{1,200})?=\s*(?=\[)/m.exec(code.bare);
  const inside = list === null ? undefined : inBrackets(code.bare, list.index + list[0].length);
  const upgrade = bodyOf(code.bare, 'upgrade');
  return inside === undefined
    ? isEmpty(code) || (upgrade !== undefined && doesNothing(upgrade))
    : code.bare.slice(inside.from, inside.to).trim() === '';
};

const isEmpty = ({ code }: Code): boolean => code.trim() === '';

/** Ruby and Elixir: from `def` to the `end` below it. */
const betweenWords = (text: string, syntax: typeof ruby): boolean => {
  const code = readCode(text, syntax);
  const head = /^([ \t]*)def (?:self\.)?(?:up|change)\b(?:\(\))?[ \t]*(?:(?:do|;)[ \t]*(?:end\b)?)?/m.exec(code.bare);
  if (head === null) {
    return code.bare.split('\n').every((line) => /^\s*(?:(?:class|module|defmodule|use)\b.*|end\s*)?$/.test(line));
  }

  const rest = code.bare.slice(head.index + head[0].length);
  const end = head[0].endsWith('end') ? 0 : new RegExp(`^${head[1]}end\\b`, 'm').exec(rest)?.index;
  return end !== undefined && doesNothing(rest.slice(0, end));
};

const inBraces = (text: string, syntax: typeof javascript, head: RegExp): boolean => {
  const code = readCode(text, syntax);
  const found = head.exec(code.bare);
  const body = found === null ? undefined : bodyAfter(code.bare, found.index + found[0].length);
  return body === undefined ? isEmpty(code) : doesNothing(body);
};

const inScript = (text: string): boolean =>
  inBraces(
    text,
    javascript,
    /(?<![\w$.])(?:module\.)?(?:exports\.)?up\b\s*(?:[:=]\s*)?(?:async\b\s*)?(?:function\b\s*\w*\s*)?(?=\(|[\w$]+\s*=>)/,
  );

/** The way back is none of it: goose and dbmate have both in one file. */
const inSql = (text: string): boolean => {
  const [forwards = ''] = text.split(/^--\s*(?:\+goose\s+Down|migrate:down)\b/im, 1);
  const { code } = readCode(forwards, sql);
  return code.replaceAll(/\b(?:BEGIN|COMMIT|START\s+TRANSACTION|SELECT\s+1)\b|[\s;]/gi, '') === '';
};

/** A changelog that only names others. */
const inChangelog = (text: string): boolean => !/changeset/i.test(text);

const readers: Readonly<Record<string, (text: string) => boolean>> = {
  py: inPython,
  rb: (text) => betweenWords(text, ruby),
  exs: (text) => betweenWords(text, elixir),
  php: (text) => inBraces(text, php, /\bfunction\s+up\s*(?=\()/),
  cs: (text) => inBraces(text, csharp, /\bvoid\s+Up\s*(?=\()/),
  ...Object.fromEntries(['js', 'cjs', 'mjs', 'ts', 'cts', 'mts'].map((ending) => [ending, inScript])),
  sql: inSql,
  ...Object.fromEntries(['xml', 'yml', 'yaml', 'json'].map((ending) => [ending, inChangelog])),
};
