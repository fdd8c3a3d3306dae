import type { FrameworkName, Migration } from './model.js';
import type { Labels } from './pending-labels.js';

/** Whether a tool's name for a migration means this file. @param labels of applications of Django */
export function isSameMigration(
  framework: FrameworkName,
  id: string,
  { path, text }: Pick<Migration, 'path' | 'text'>,
  labels: Labels = new Map(),
): boolean {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  const stem = file.replace(/\.\w+$/, '');
  switch (framework) {
    case 'django': {
      // At the top of the tree nobody knows what the application is called: then the name alone has to do.
      const [app = '', name = ''] = id.split(/\.(.*)/s);
      const label = labels.get(parts.slice(0, -2).join('/')) ?? parts.at(-3);
      return name === stem && (label === app || label === undefined || !id.includes('.'));
    }
    case 'alembic':
      return revisionOf(text ?? '') === id || stem.startsWith(`${id}_`);
    case 'prisma':
      return parts.at(-2) === id;
    case 'rails':
    case 'ecto':
      return /^\d+/.exec(file)?.[0] === id;
    case 'flyway':
      return flywayId(stem) === (/^R__/.test(id) ? id.toLowerCase() : versionOf(id));
    case 'typeorm':
      return /\d{13}/.exec(id)?.[0] === /\d{13}/.exec(file)?.[0];
    case 'doctrine':
      return id.split('\\').at(-1) === stem;
    case 'liquibase':
      return isEnd(path, id.split('::')[0] ?? '');
    default:
      // A project of TypeScript runs what was compiled of it.
      return id.replace(/\.\w+$/, '') === stem;
  }
}

const revisionOf = (text: string): string | undefined =>
  /^revision\s*(?::[^=\n]{1,80})?=\s*['"]([^'"]+)['"]/m.exec(text)?.[1];

/** `V1_2__add.sql` is 1.2; `R__view.sql` is known by its description. */
function flywayId(stem: string): string {
  const [, version] = /^[A-Z]([\d._]+)__/.exec(stem) ?? [];
  return version === undefined ? stem.toLowerCase() : versionOf(version);
}

/** `01_2` and `1.2` are the same version. */
export const versionOf = (text: string): string =>
  text
    .split(/[._]/)
    .map((part) => part.replace(/^0+(?=\d)/, ''))
    .join('.');

const isEnd = (path: string, end: string): boolean =>
  path === end || path.endsWith(`/${end.replace(/^classpath:\/?/, '')}`);
