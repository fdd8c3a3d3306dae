import { showPlace } from '../errors.js';
import { mistake, type Report } from './mistake.js';
import { type Dict, entryOf, placeAt, textOf } from './tree.js';
import { quote } from './unknown.js';

/** The variable that carries the commit of another repository to the project's commands: `SHIPIT_COMMIT_SCHEMAS`. */
export const repoVariable = (name: string): string =>
  `SHIPIT_COMMIT_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;

/** Each repository has a name and a variable of its own; the main one is named by `app`. */
export function reportRepos(root: Dict, app: string | undefined, report: Report): void {
  const repos = entryOf(root, 'repos');
  const seen = new Map<string, { readonly name: string; readonly at: string }>();
  for (const [name, { key }] of repos?.type === 'dict' ? repos.entries : []) {
    const place = key ?? placeAt(root, ['repos']);
    if (name === app) {
      const other = showPlace(entryOf(root, 'app')?.place ?? place);
      report(mistake(`\`${quote(name)}\` is the name of the main repository (\`app\`, ${other})`, place, 'rename it'));
    }

    const variable = repoVariable(name);
    const same = seen.get(variable);
    if (same !== undefined) {
      const both = `\`${quote(same.name)}\` and \`${quote(name)}\` would both be ${variable}`;
      report(mistake(`${both} (the other one: ${same.at})`, place, 'rename one'));
    }
    seen.set(variable, { name, at: showPlace(place) });
  }
  reportPaths(root, report);
}

/** Two names for one work tree would be one repository that waits for itself. */
function reportPaths(root: Dict, report: Report): void {
  const repos = entryOf(root, 'repos');
  const seen = new Map<string, string>();
  for (const [name, { value }] of repos?.type === 'dict' ? repos.entries : []) {
    const written = entryOf(value, 'path');
    const path = textOf(written)?.trim().replace(/\/+$/, '');
    const same = path === undefined ? undefined : seen.get(path);
    if (written && same !== undefined) {
      report(mistake(`\`${quote(name)}\` has the path of \`${quote(same)}\``, written.place, 'name it once'));
    }
    if (path !== undefined) {
      seen.set(path, name);
    }
  }
}
