import { isScript } from './script-hosts.js';
import { findLine, findLines } from './search-text.js';
import { at, type Clue, type Seen } from './seen.js';

/** Where the deployed tree lies on the hosts, as the project's deploy files say; absolute, or below `~`. */
export function deployedPath(seen: Seen): Clue | undefined {
  const capistrano = findLine(seen.texts.get('config/deploy.rb') ?? '', /^\s*set\s+:deploy_to,\s*['"]([^'"#]+)['"]/);
  const below = capistrano?.groups[0]?.replace(/\/+$/, '');
  return below !== undefined && isTree(below)
    ? { value: `${below}/current`, where: at('config/deploy.rb', capistrano?.line), why: 'deploy_to', sure: 'likely' }
    : inScripts(seen, waysToPath).find(({ value }) => isTree(value));
}

/** The file below it that the deploy writes the commit into. */
export function revisionFile(seen: Seen): Clue | undefined {
  const isCapistrano = seen.files.includes('Capfile') && seen.files.includes('config/deploy.rb');
  return isCapistrano
    ? { value: 'REVISION', where: 'Capfile', why: 'Capistrano writes it', sure: 'likely' }
    : inScripts(seen, [[/^[^#]*[\s/>"'](REVISION)\b/, 'the deploy names it']])[0];
}

type Way = readonly [pattern: RegExp, why: string];

const waysToPath: readonly Way[] = [
  [/^[^#]*>\s*["']?((?:~|\/)[\w./-]*)\/REVISION\b/, 'where REVISION is written'],
  [/^[^#]*\bssh\b.*?\bcd\s+["']?((?:~\/|\/)[\w./-]+)/, 'where the deploy goes'],
  [/^[^#]*\brsync\s.*\s["']?(?:[\w.@-]+|[\w.@-]*\$\{?\w+\}?):((?:~\/|\/)[\w./-]+)["']?\s*$/, 'copied to'],
];

const inScripts = ({ texts }: Seen, ways: readonly Way[]): readonly Clue[] =>
  ways.flatMap(([pattern, why]) =>
    [...texts]
      .filter(([path]) => isScript(path))
      .flatMap(([path, text]) =>
        findLines(text, pattern).map(
          ({ line, groups }): Clue => ({
            value: (groups[0] ?? '').replace(/\/+$/, ''),
            where: at(path, line),
            why,
            sure: 'likely',
          }),
        ),
      ),
  );

/** Neither the system's own directories, nor a release that lies beside others. */
const isTree = (path: string): boolean =>
  /^(?:~|)\/[\w.-]/.test(path) &&
  !/^\/(?:etc|tmp|usr|bin|dev|proc)(?:\/|$)|\/\.\.?(?:\/|$)|\/releases(?:\/|$)/.test(path);
