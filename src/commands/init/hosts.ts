import { host } from '../../checklist/types-host.js';
import { findLines } from './search-text.js';
import { at, type Clue, type Seen } from './seen.js';

/** Hosts that deploy files name, as far as they are valid ones; at most ten. */
export function hosts({ texts }: Seen): readonly Clue[] {
  const clues = rules.flatMap(({ files, pattern, why }) =>
    [...texts]
      .filter(([path]) => files.test(path))
      .flatMap(([path, text]) =>
        findLines(text, pattern).flatMap(({ line, groups }) =>
          (groups[0] ?? '')
            .split(/[\s,'"]+/)
            .filter(isHost)
            .map((value): Clue => ({ value, where: at(path, line), why, sure: 'likely' })),
        ),
      ),
  );
  return clues.filter(({ value }, index) => clues.findIndex((other) => other.value === value) === index).slice(0, 10);
}

const rules: readonly { readonly files: RegExp; readonly pattern: RegExp; readonly why: string }[] = [
  { files: /^config\/deploy(\/production)?\.rb$/, pattern: /^\s*server\s+['"]([^'"]+)['"]/, why: 'Capistrano server' },
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
    files: /(^|\/)deploy(\.sh)?$/,
    pattern: /^[^#]*\bssh\s+(?:-[A-Za-z]\s+|-[pio]\s+\S+\s+)*([A-Za-z0-9_.-]+@[A-Za-z0-9_.-]+)/,
    why: 'ssh in the deploy script',
  },
  {
    files: /(^|\/)deploy(\.sh)?$/,
    pattern: /^[^#]*\b(?:rsync|scp)\b.*\s([A-Za-z0-9_.-]+@[A-Za-z0-9_.-]+):/,
    why: 'copied to in the deploy script',
  },
  {
    files: /^(GNUm|[Mm])akefile$/,
    pattern: /^\t[^#]*\b(?:ssh|rsync|scp)\b.*?\s([A-Za-z0-9_.-]+@[A-Za-z0-9_.-]+)/,
    why: 'ssh in the Makefile',
  },
];

/** A real one, as ssh takes it: no placeholder, no loop back to this machine. */
const isHost = (text: string): boolean =>
  host.safeParse(text).success &&
  /[.@]|^\w+\d$/.test(text) &&
  !/localhost|^127\.|\bexample\.(com|org|net)$|^[.-]|[.-]$/.test(text);
