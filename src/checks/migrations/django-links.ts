import { inBrackets } from './calls.js';
import { type Code, python, readCode } from './code.js';
import { pairs } from './heads-python.js';
import type { Migration } from './model.js';

/**
 * What two sides of a migration of Django say of others: `replaces` makes it a squash; once all of them have run, `replaces`
 * goes, and whoever named one of the squashed in `dependencies` names the squash. All of that changes no database.
 */
export function djangoLinks(
  before: string | undefined,
  after: string | undefined,
): Pick<Migration, 'squashes' | 'relinked'> {
  const [old, now] = [before, after].map((text) => readCode(text ?? '', python));
  if (old === undefined || now === undefined) {
    return {};
  }

  const stoodFor = [...named(old, 'replaces'), ...named(now, 'replaces')];
  const needs = [named(old, 'dependencies'), named(now, 'dependencies')] as const;
  const rest = [withoutLinks(old), withoutLinks(now)] as const;
  return {
    ...(isSquash(old) || isSquash(now) ? { squashes: [...new Set(stoodFor)] } : {}),
    ...(before !== undefined && after !== undefined && rest[0] !== undefined && rest[0] === rest[1]
      ? { relinked: [...only(needs[0], needs[1]), ...only(needs[1], needs[0])] }
      : {}),
  };
}

/** Whether it stands for others: `replaces = […]`. */
const isSquash = ({ code }: Code): boolean => /^[ \t]+replaces\s*(?::[^=\n]{1,100})?=\s*[[(]/m.test(code);

/** What is computed is named nowhere: then it stands for nothing. */
function named({ code, bare }: Code, name: string): readonly string[] {
  const found = pairs(code, bare, name);
  return found === 'unread' ? [] : found.map((one) => one.name);
}

const only = (these: readonly string[], others: readonly string[]): readonly string[] =>
  these.filter((one) => !others.includes(one));

/** All that is left without `replaces`, and of `dependencies` only what is no name; undefined where that cannot be read. */
function withoutLinks({ code, bare }: Code): string | undefined {
  let rest = '';
  let from = 0;
  for (const found of [...bare.matchAll(links)].slice(0, 4)) {
    const open = found.index + found[0].length;
    const inside = inBrackets(bare, open);
    if (inside === undefined) {
      return undefined;
    }

    const others = code.slice(inside.from, inside.to).replaceAll(pair, '').replaceAll(/[\s,]/g, '');
    rest += `${code.slice(from, found.index)}${found[1] === 'replaces' ? '' : `${found[0]}(${others})`}`;
    from = inside.to + 1;
  }

  return `${rest}${code.slice(from)}`.replaceAll(/[ \t]+$/gm, '').replaceAll(/\n{2,}/g, '\n');
}

const links = /^[ \t]+(dependencies|replaces)\s*(?::[^=\n]{1,100})?=\s*(?=[\\[(])/gm;
const pair = /\(\s*['"]\w+['"]\s*,\s*['"]\w+['"]\s*,?\s*\)/g;
