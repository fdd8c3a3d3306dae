import type { SectionAnswer } from '../../world/ssh/types.js';

/** Files of packages that are not as they were installed. */
export type PackagesLook =
  | {
      readonly known: true;
      readonly tool: string;
      readonly changed: readonly string[];
      readonly unread: readonly string[];
      /** There is more than could be brought. */
      readonly cut?: true;
    }
  | { readonly known: false; readonly why: string };

/**
 * What the package manager of a host says of its own files: lines, because exit statuses do not tell (`dpkg -V` ends with
 * 0, `debsums -c` with 2, `rpm -V` with 1). Configuration files are meant to be changed and do not count.
 */
export function readPackages(answer: SectionAnswer | undefined): PackagesLook {
  if (answer?.how !== 'done' || answer.rc !== 0) {
    return { known: false, why: 'its packages were not looked at to the end' };
  }

  const lines = answer.text.split('\n').filter((line) => line !== '');
  const tool = lines[0] ?? '';
  const reader = readers[tool];
  if (reader === undefined) {
    return { known: false, why: 'it has no package manager that shipit knows' };
  }

  const rc = lines.flatMap((line) => /^rc (\d+)$/.exec(line)?.[1] ?? []).map(Number)[0];
  if (rc === undefined || rc === 124 || rc >= 126) {
    return { known: false, why: rc === 124 ? `${tool} took longer than 30 s` : `${tool} did not come to its end` };
  }

  const said = lines.flatMap((line) => (line.startsWith(': ') ? [line.slice(2)] : [])).map(reader);
  return {
    known: true,
    tool,
    changed: said.flatMap((line) => (line?.is === 'changed' ? [line.path] : [])),
    unread: said.flatMap((line) => (line?.is === 'unread' ? [line.path] : [])),
    ...(lines.includes('cut') ? { cut: true } : {}),
  };
}

interface Said {
  readonly is: 'changed' | 'unread';
  readonly path: string;
}

const changed = (path: string | undefined): Said | undefined =>
  path === undefined ? undefined : { is: 'changed', path };
const unread = (path: string | undefined): Said | undefined =>
  path === undefined ? undefined : { is: 'unread', path };

/** One line of what each tool prints. */
const readers: Readonly<Record<string, (line: string) => Said | undefined>> = {
  debsums: (line) =>
    unread(/^debsums: can't open \S+ file (\/.+) \(/.exec(line)?.[1]) ??
    changed(/^debsums: missing file (\/.+) \(from /.exec(line)?.[1] ?? /^(\/.+)$/.exec(line)?.[1]),
  // `??5??????   /path`, `??5?????? c /etc/path`, `missing     /path`
  dpkg: (line) => verifyLine(line),
  rpm: (line) => verifyLine(line),
  // U changed, X gone; A is a file of no package
  apk: (line) => {
    const path = /^[UX] (.+)$/.exec(line)?.[1];
    return changed(path === undefined ? undefined : `/${path.replace(/^\//, '')}`);
  },
};

/** rpm(8), VERIFY OPTIONS: the third sign is the digest, a letter before the path the kind of file. */
function verifyLine(line: string): Said | undefined {
  const [, signs = '', kind, path] =
    /^(missing|[.?A-Z0-9]{8,9})\s+(?:([a-z])\s+)?(\/.*?)(?: \(.*\))?$/.exec(line) ?? [];
  if (path === undefined || kind === 'c' || kind === 'g') {
    return undefined;
  }

  if (signs === 'missing' || signs[2] === '5') {
    return changed(path);
  }

  return signs[2] === '?' ? unread(path) : undefined;
}
