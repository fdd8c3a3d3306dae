import type { HostDifference } from '../checks/patches/host-difference.js';
import { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';

export interface PathChoice {
  /** Files and directories; all if empty. */
  readonly paths: readonly string[];
  /** Left out, because they are registered. */
  readonly without: readonly string[];
}

/**
 * The part of a host's difference that is about these paths.
 * @throws OperatorError where a file of it has no text, or a name that cannot be told from another
 */
export function onlyPaths(
  { files, diff, host }: Extract<HostDifference, { known: true }>,
  { paths, without }: PathChoice,
): { readonly files: readonly string[]; readonly diff: Uint8Array; readonly notes: readonly string[] } {
  const isWanted = ({ path }: { readonly path: string }): boolean =>
    !without.includes(path) && (paths.length === 0 || paths.some((one) => isBelow(path, one)));
  const wanted = files.filter(isWanted);
  const textless = wanted.find(({ withoutText }) => withoutText !== undefined);
  if (textless !== undefined) {
    throw new OperatorError(
      `${safeLine(textless.path, 120)} cannot be taken from ${host}: ${safeLine(textless.withoutText ?? '', 120)}`,
      {
        hint: '--path names the files to take, one each',
      },
    );
  }

  const left = files.length - wanted.length;
  return {
    files: wanted.map(({ path }) => path),
    diff: left === 0 ? diff : sectionsOf(diff, new Set(wanted.map(({ path }) => path))),
    notes:
      left === 0
        ? []
        : [
            `${left} more changed on ${host}, and ${left === 1 ? 'is' : 'are'} not taken: registered already, or not asked for.`,
          ],
  };
}

const isBelow = (path: string, wanted: string): boolean => {
  const clean = wanted.replace(/^\.\//, '').replace(/\/+$/, '');
  return path === clean || path.startsWith(`${clean}/`);
};

/** A diff of git, cut at its files; bytes as latin-1, so that none is lost. */
function sectionsOf(diff: Uint8Array, wanted: ReadonlySet<string>): Uint8Array {
  const sections = Buffer.from(diff)
    .toString('latin1')
    .split(/^(?=diff --git )/m);
  const names = [...wanted];
  const headers = new Set(names.map((path) => headerOf(path)));
  const kept = sections.filter((section) => headers.has(section.slice(0, section.indexOf('\n'))));
  if (kept.length !== names.length) {
    const lost = names.find((path) => !sections.some((section) => section.startsWith(`${headerOf(path)}\n`))) ?? '';
    throw new OperatorError(`${safeLine(lost, 120)} cannot be taken by itself`, {
      hint: 'take the whole difference (without --path), or write the diff to a file and give it with --patch',
    });
  }

  return Buffer.from(kept.join(''), 'latin1');
}

const headerOf = (path: string): string => {
  const bytes = Buffer.from(path, 'utf8').toString('latin1');
  return `diff --git a/${bytes} b/${bytes}`;
};
