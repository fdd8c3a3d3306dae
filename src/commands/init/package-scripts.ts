import { jsonLine, jsonText } from './json-text.js';
import type { Recipe } from './recipes.js';
import type { Seen } from './seen.js';

/** The scripts of these names in package.json and composer.json, in the order of the names. */
export const scriptsNamed = (seen: Seen, names: readonly string[]): readonly Recipe[] =>
  names.flatMap((name) => [...script(seen, 'package.json', name), ...script(seen, 'composer.json', name)]);

function script(seen: Seen, path: string, name: string): readonly Recipe[] {
  const text = seen.texts.get(path) ?? '';
  const body = jsonText(text, ['scripts', name]);
  if (body === undefined || /no test specified/.test(body)) {
    return [];
  }
  const run =
    path === 'package.json' ? `${packageManager(seen)} ${runWord(seen, name)}${name}` : `composer run ${name}`;
  const line = jsonLine(text, ['scripts', name]) ?? 1;
  return [{ name, run, path, line, what: 'script', body, parameters: [] }];
}

/** `deploy` is a command of pnpm, and `bun test` is bun's own runner: only `run` says that the script is meant. */
const runWord = (seen: Seen, name: string): string => (name === 'test' && packageManager(seen) !== 'bun' ? '' : 'run ');

/** The one that the project says it uses, else the one whose lock file it has. */
export function packageManager({ files, texts }: Pick<Seen, 'files' | 'texts'>): string {
  const said = jsonText(texts.get('package.json'), ['packageManager']);
  const named = ['npm', 'pnpm', 'yarn', 'bun'].find((name) => said?.startsWith(`${name}@`));
  const locked = lockFiles.find(([file]) => files.includes(file));
  return named ?? locked?.[1] ?? 'npm';
}

const lockFiles = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
] as const;
