import { host } from '../../checklist/types-host.js';
import { registeredHosts } from './registered-hosts.js';
import { scriptHosts } from './script-hosts.js';
import { findLines } from './search-text.js';
import { at, type Clue, type Seen } from './seen.js';

/** Hosts that deploy files and the register of patches name, as far as they are valid ones; at most ten. */
export function hosts(seen: Seen): readonly Clue[] {
  const named = rules.flatMap(({ files, pattern, why }) =>
    [...seen.texts]
      .filter(([path]) => files.test(path))
      .flatMap(([path, text]) =>
        findLines(text, pattern).flatMap(({ line, groups }) =>
          (groups[0] ?? '')
            .split(/[\s,'"]+/)
            .filter(looksLikeHost)
            .map((name) => ((groups[1] ?? '') === '' || name.includes('@') ? name : `${groups[1]}@${name}`))
            .map((value): Clue => ({ value, where: at(path, line), why, sure: 'likely' })),
        ),
      ),
  );
  const clues = [...named, ...scriptHosts(seen), ...registeredHosts(seen)].filter(({ value }) => isReal(value));
  return clues
    .filter(({ value }, index) => clues.findIndex((other) => machine(other.value) === machine(value)) === index)
    .slice(0, 10);
}

/** `web1` of `deploy@web1`: a file may name the one and a second file the other. */
const machine = (value: string): string => value.replace(/^.*@/, '');

const rules: readonly { readonly files: RegExp; readonly pattern: RegExp; readonly why: string }[] = [
  {
    files: /^config\/deploy(\/production)?\.rb$/,
    pattern: /^\s*server\s+['"]([^'"]+)['"](?:.*\buser:\s*['"]([^'"@\s]+)['"])?/,
    why: 'Capistrano server',
  },
  {
    files: /^config\/deploy(\/production)?\.rb$/,
    pattern: /^\s*role\s+:(?:app|web|all),\s*(?:%w[[({])?([^\])}]+)/,
    why: 'Capistrano role',
  },
  {
    files: /^config\/deploy(\.production)?\.yml$/,
    pattern: /^\s+-\s+((?:\d{1,3}\.){3}\d{1,3}|[a-z0-9-]+(?:\.[a-z0-9-]+)+)\s*$/,
    why: 'Kamal server',
  },
  { files: /^deploy\.php$/, pattern: /^\s*host\(['"]([^'"]+)['"]/, why: 'Deployer host' },
  { files: /^fabfile\.py$/, pattern: /\bhosts\s*=\s*\[([^\]]+)\]/, why: 'Fabric hosts' },
  {
    files: /(^|\/)(inventory|hosts|production|prod)(\.ini)?$/,
    pattern: /^([A-Za-z0-9_.@-]+\.[A-Za-z0-9_.-]+)(?:\s|$)/,
    why: 'Ansible inventory',
  },
  {
    files: /(^|\/)(inventory|hosts|production|prod)(\.ini)?$/,
    pattern: /^([A-Za-z0-9_-]*\d)(?:\s+(?!.*\bansible_host\b).*)?$/,
    why: 'Ansible inventory',
  },
  { files: /^fabfile\.py$/, pattern: /\bConnection\(\s*['"]([^'"]+)['"]/, why: 'Fabric connection' },
];

/** By its looks alone: where anything may stand. */
const looksLikeHost = (text: string): boolean => /[.@]|^\w+\d$/.test(text);

/** As ssh takes it: no placeholder, no loop back to this machine. */
const isReal = (text: string): boolean =>
  host.safeParse(text).success && !/localhost|^127\.|\bexample\.(com|org|net)$|^[.-]|[.-]$/.test(text);
