import { findLines } from './search-text.js';
import { at, type Clue, type Seen } from './seen.js';

/**
 * Hosts that the project's own scripts reach: `ssh web1 …`, `rsync … deploy@web1:/srv/`, and `ssh "$host"` below
 * `for host in web1 web2; do`. What is in a comment, or comes from elsewhere (`$HOST`), is none.
 */
export const scriptHosts = ({ texts }: Seen): readonly Clue[] =>
  [...texts]
    .filter(([path]) => isScript(path))
    .flatMap(([path, text]) => {
      const clue = (value: string, line: number): Clue => ({
        value,
        where: at(path, line),
        why: 'reached over ssh',
        sure: 'likely',
      });
      const reached = lines(text).flatMap(({ code, line }) =>
        reachedBy(code).flatMap((name): readonly Clue[] => {
          const variable = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(name.replace(/^[\w.-]+@/, ''))?.[1];
          const user = /^[\w.-]+@/.exec(name)?.[0] ?? '';
          return variable === undefined
            ? [clue(name, line)]
            : valuesOf(variable, text).map((value) =>
                clue(`${value.value.includes('@') ? '' : user}${value.value}`, value.line),
              );
        }),
      );
      return reached.filter(({ value }) => !/[$`(){}*]/.test(value));
    });

/** Whether a script reaches any host over ssh, by whatever name. */
export const reachesOverSsh = ({ texts }: Seen): boolean =>
  [...texts].some(([path, text]) => isScript(path) && lines(text).some(({ code }) => reachedBy(code).length > 0));

/** Scripts and build files that may hold the deploy. */
export const isScript = (path: string): boolean =>
  (/(^|\/)(deploy|rollback|undo)[^/]*$/.test(path) && !/\.(ya?ml|rb|php)$/.test(path)) ||
  /(^|\/)((GNUm|[Mm])akefile|\.?[Jj]ustfile|[Tt]askfile\.ya?ml|package\.json)$/.test(path);

const lines = (text: string): readonly { readonly code: string; readonly line: number }[] =>
  findLines(text, /^(?!\s*#)(.+)$/).map(({ line, groups }) => ({ code: groups[0] ?? '', line }));

/** The words after ssh, and those before the colon of rsync and scp, without quotes. */
function reachedBy(code: string): readonly string[] {
  const login = [...code.matchAll(sshCommand)].map(([, name = '']) => name);
  const copied = copies.test(code) ? [...code.matchAll(remotePath)].map(([, name = '']) => name) : [];
  return [...login, ...copied].map((name) => name.replaceAll(/["'\\]/g, '')).filter((name) => name !== '');
}

/** Where a command begins; ssh's own options, then one word. `cannot ssh to it` in a message is none. */
const sshCommand =
  /(?:^|[|;&({`"]|\b(?:do|then|else|exec|if|while)\b|[:!@-])\s*(?:sudo\s+)?(?:autossh|ssh)\s+(?:-[46AaCfGgKkMNnqsTtVvXxYy]+\s+|-[BbcDEeFIiJLlmOopQRSWw]\s*\S+\s+|--\s+)*(?!-)([^\s;|&<>]+)/g;
const copies = /(?:^|[\s|;&({"@-])(?:rsync|scp)\s/;
const remotePath = /(?:^|\s)["']?((?:[\w.-]+@)?(?:[A-Za-z0-9][\w.-]+|\$\{?\w+\}?)):(?=[~/$\w."'-]|\s|$)/g;

interface Value {
  readonly value: string;
  readonly line: number;
}

/** What a loop, or the variable that a loop goes over, gives to a variable; plain words only. */
function valuesOf(variable: string, text: string, depth = 0): readonly Value[] {
  const given = new RegExp(`(?:\\bfor\\s+${variable}\\s+in\\s+([^;#]+)|^\\s*(?:export\\s+)?${variable}=(\\S.*))`);
  return findLines(text, given).flatMap(({ line, groups }) =>
    (groups[0] || groups[1] || '')
      .replace(/\s#.*$/, '')
      .split(/[\s"'()]+/)
      .filter((word) => word !== '' && word !== 'do')
      .flatMap((word): readonly Value[] => {
        const inner = /^\$\{?([A-Za-z_]\w*)(?:\[@\])?\}?$/.exec(word)?.[1];
        return inner !== undefined && depth < 2 && inner !== variable
          ? valuesOf(inner, text, depth + 1)
          : [{ value: word, line }];
      }),
  );
}
