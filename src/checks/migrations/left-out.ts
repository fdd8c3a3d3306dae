import type { TreeFile } from '../../world/git-contents.js';
import { leftOut } from './frameworks.js';
import { inGlobs } from './globs.js';

/**
 * Whether a path lies where nobody deploys from: tests and packages. An application of Django is no such place, even if it
 * is called `vendor` or `tests`: what it has beside its migrations tells.
 * @param files of the release
 */
export function leftOutIn(files: readonly TreeFile[]): (path: string) => boolean {
  const isLeftOut = inGlobs(leftOut);
  // Few paths need to know what lies beside them.
  let paths: ReadonlySet<string> | undefined;
  return (path) => {
    if (!isLeftOut(path)) {
      return false;
    }

    paths ??= new Set(files.map((file) => file.path));
    return !isOfApplication(path, paths);
  };
}

function isOfApplication(path: string, paths: ReadonlySet<string>): boolean {
  const parts = path.split('/');
  const above = parts.slice(0, -3);
  const application = parts.slice(0, -2).join('/');
  return (
    parts.length > 2 &&
    parts.at(-2) === 'migrations' &&
    /^[^_~].*\.py$/.test(parts.at(-1) ?? '') &&
    parts.at(-3) !== 'node_modules' &&
    !above.some((part) => ofTests.has(part)) &&
    ['apps.py', 'models.py', 'models/__init__.py'].some((beside) => paths.has(`${application}/${beside}`))
  );
}

/** What lies below these is of tests, whatever it is called itself. */
const ofTests = new Set(['test', 'tests', 'spec', 'fixtures', 'testdata', 'node_modules']);
