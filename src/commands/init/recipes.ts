import { findLines } from './search-text.js';
import { firstOf, type Seen } from './seen.js';

/** A target of a Makefile, a recipe of a justfile, a task of a Taskfile: something with a name that can be run. */
export interface Recipe {
  readonly name: string;
  /** How it is run, without arguments: `make deploy`. */
  readonly run: string;
  readonly path: string;
  readonly line: number;
  /** `target`, `recipe`, `task`, `script`. */
  readonly what: string;
  /** What it runs. */
  readonly body: string;
  /** Names of what must be given to it. */
  readonly parameters: readonly string[];
}

/** The recipes of one of these names, in the order of the names. */
export function recipesNamed(seen: Seen, names: readonly string[]): readonly Recipe[] {
  const all = [...makeTargets(seen), ...justRecipes(seen), ...tasks(seen)];
  return names.flatMap((name) => all.filter((recipe) => recipe.name === name));
}

/**
 * `deploy: build` and `a deploy:`, but no assignment (`x := y`) and no pattern (`%.o:`); nor a target that make takes for
 * done because something of its name is there: `make test` beside `test/`.
 */
function makeTargets(seen: Seen): readonly Recipe[] {
  const path = firstOf(seen, ['GNUmakefile', 'makefile', 'Makefile']);
  const text = path === undefined ? undefined : seen.texts.get(path);
  if (path === undefined || text === undefined) {
    return [];
  }
  const phony = phonyTargets(text);
  const isMade = (name: string): boolean =>
    !phony.has(name) && seen.files.some((file) => file === name || file.startsWith(`${name}/`));
  return findLines(text, /^([A-Za-z0-9_][A-Za-z0-9_. -]*?)\s*::?(?![:=])(.*)$/).flatMap(({ line, groups }) =>
    (groups[0] ?? '')
      .split(/ +/)
      .filter((name) => !isMade(name))
      .map((name) => ({
        name,
        run: `make ${name}`,
        path,
        line,
        what: 'target',
        // A recipe may stand on the line itself: `deploy: ; ./deploy.sh`.
        body: [groups[1], ...indented(text, line)].join('\n'),
        parameters: [],
      })),
  );
}

/** GNU make: what `.PHONY` names is run whatever files there are. A backslash joins lines. */
const phonyTargets = (text: string): ReadonlySet<string> =>
  new Set(
    findLines(text.replace(/\\\r?\n/g, ' '), /^\.PHONY\s*:([^#]*)/).flatMap(({ groups }) =>
      (groups[0] ?? '').split(/\s+/),
    ),
  );

/** `deploy env="production": test`. */
function justRecipes(seen: Seen): readonly Recipe[] {
  const path = firstOf(seen, ['justfile', 'Justfile', '.justfile']);
  const text = path === undefined ? undefined : seen.texts.get(path);
  if (path === undefined || text === undefined) {
    return [];
  }
  return findLines(text, /^@?([A-Za-z_][A-Za-z0-9_-]*)((?:\s+[^:]*)?):(?!=)/).map(({ line, groups }) => ({
    name: groups[0] ?? '',
    run: `just ${groups[0]}`,
    path,
    line,
    what: 'recipe',
    body: indented(text, line).join('\n'),
    parameters: (groups[1] ?? '').split(/\s+/).filter((word) => /^[+$]?[A-Za-z_][\w-]*$/.test(word)),
  }));
}

/** Keys at the first indentation below `tasks:`. */
function tasks(seen: Seen): readonly Recipe[] {
  const path = firstOf(seen, ['Taskfile.yml', 'taskfile.yml', 'Taskfile.yaml', 'taskfile.yaml']);
  const text = path === undefined ? undefined : seen.texts.get(path);
  if (path === undefined || text === undefined) {
    return [];
  }
  const from = findLines(text, /^tasks:\s*(#.*)?$/)[0]?.line ?? Number.POSITIVE_INFINITY;
  const found = findLines(text, /^( +)([A-Za-z0-9_-]+):/).filter(({ line }) => line > from);
  const depth = found[0]?.groups[0]?.length;
  return found
    .filter(({ groups }) => groups[0]?.length === depth)
    .map(({ line, groups }) => ({
      name: groups[1] ?? '',
      run: `task ${groups[1]}`,
      path,
      line,
      what: 'task',
      body: indented(text, line, depth).join('\n'),
      parameters: [],
    }));
}

/** The lines below `line` that are indented deeper than it. */
function indented(text: string, line: number, depth = 0): readonly string[] {
  const below = text.split('\n').slice(line);
  const end = below.findIndex((each) => each.trim() !== '' && each.search(/\S/) <= depth);
  return end < 0 ? below : below.slice(0, end);
}
