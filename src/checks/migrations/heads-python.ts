import { inBrackets } from './calls.js';
import { python, readCode } from './code.js';
import type { Step } from './heads-graph.js';

export interface PythonFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The migrations of one directory of Django. What belongs to other applications is left out: they have lines of their
 * own. Undefined for a file whose `dependencies` cannot be read.
 */
export function djangoSteps(files: readonly PythonFile[]): readonly (Step | PythonFile)[] {
  const read = files.map((file) => {
    const { code, bare } = readCode(file.text, python);
    return { file, needs: pairs(code, bare, 'dependencies'), replaces: pairs(code, bare, 'replaces') };
  });
  const app = files[0]?.path.split('/').at(-3) ?? '';
  const label = labelOf(
    app,
    files,
    read.flatMap(({ needs }) => (needs === 'unread' ? [] : needs)),
  );
  return read.map(({ file, needs, replaces }): Step | PythonFile =>
    needs === 'unread' || replaces === 'unread'
      ? file
      : {
          id: nameOf(file.path),
          path: file.path,
          needs: needs.filter((one) => one.app === label).map(({ name }) => name),
          replaces: replaces.map(({ name }) => name),
        },
  );
}

interface Pair {
  readonly app: string;
  readonly name: string;
}

/** `[('shop', '0001_initial'), …]`; what is computed, as `swappable_dependency(…)`, belongs to another application. */
export function pairs(code: string, bare: string, name: string): readonly Pair[] | 'unread' {
  const found = new RegExp(`^[ \\t]+${name}\\s*(?::[^=\\n]{1,100})?=\\s*(?=[\\[(])`, 'm').exec(bare);
  if (found === null) {
    return new RegExp(`^[ \\t]+${name}\\s*\\+?=`, 'm').test(bare) ? 'unread' : [];
  }

  const inside = inBrackets(bare, found.index + found[0].length);
  return inside === undefined
    ? 'unread'
    : [...code.slice(inside.from, inside.to).matchAll(/\(\s*['"](\w+)['"]\s*,\s*['"](\w+)['"]\s*,?\s*\)/g)].map(
        ([, app = '', its = '']) => ({ app, name: its }),
      );
}

/** An application can be called otherwise than its directory: then by what its own migrations need of each other. */
function labelOf(app: string, files: readonly PythonFile[], needs: readonly Pair[]): string {
  const names = new Set(files.map(({ path }) => nameOf(path)));
  const own = needs.filter(({ name }) => names.has(name) && !/^0001_initial$/.test(name)).map((one) => one.app);
  return needs.some((one) => one.app === app) ? app : (own[0] ?? app);
}

const nameOf = (path: string): string => (path.split('/').at(-1) ?? '').replace(/\.py$/, '');

/** The revisions of Alembic. Who has no `revision` is none. */
export function alembicSteps(files: readonly PythonFile[]): readonly (Step | PythonFile)[] {
  return files.flatMap((file): readonly (Step | PythonFile)[] => {
    const { code } = readCode(file.text, python);
    const [id] = strings(code, 'revision') ?? [];
    const needs = strings(code, 'down_revision');
    const labels = strings(code, 'branch_labels') ?? [];
    if (id === undefined) {
      return /^revision\b/m.test(code) ? [file] : [];
    }

    return needs === undefined ? [file] : [{ id, path: file.path, needs, labels }];
  });
}

/** `name = 'a'`, `name: Union[str, None] = ('a', 'b')`, `name = None`; undefined for anything else. */
function strings(code: string, name: string): readonly string[] | undefined {
  const [, value] =
    new RegExp(`^${name}\\s*(?::[^=\\n]{1,200})?=\\s*([^\\n(\\[]+|[(\\[][^)\\]]*[)\\]])`, 'm').exec(code) ?? [];
  return value === undefined
    ? undefined
    : /^None\b/.test(value.trim())
      ? []
      : /['"]/.test(value)
        ? [...value.matchAll(/['"]([^'"\n]{1,200})['"]/g)].map(([, one = '']) => one)
        : undefined;
}
