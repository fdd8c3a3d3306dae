import { normalised } from './python-names.js';
import { requirementsLine } from './requirements-line.js';

/**
 * Who needs each line of a file that pip-compile, uv or Rye wrote: normalised names by normalised name, none where only the
 * project itself does. What carries no `# via` is not among them. They write it in three ways:
 * `kombu==4.1.0  # via celery`, the same on a line of its own, and one name a line below `# via`.
 */
export function neededByIn(file: string): ReadonlyMap<string, readonly string[]> {
  const needed = new Map<string, string[]>();
  let name: string | undefined;
  for (const line of file.split(/\r\n|\n|\r/)) {
    const [, before = '', comment] = /^(\S[^#]*|\s*)(?:(?<=\s)#\s*(.*))?$/.exec(line) ?? [];
    if (before.trim() !== '') {
      const said = requirementsLine(before.replace(/\\\s*$/, ''));
      name = said.is === 'requirement' ? said.name : undefined;
    } else if (/^#/.test(line)) {
      name = undefined;
    }

    const [, names] = /^via\b\s*(.*)$/.exec(comment ?? '') ?? [];
    if (name !== undefined && names !== undefined) {
      needed.set(name, [...packagesIn(names)]);
    } else if (name !== undefined && comment !== undefined) {
      for (const one of packagesIn(comment)) {
        needed.get(name)?.push(one);
      }
    }
  }
  return needed;
}

/** `-r requirements.in` and `shop (pyproject.toml)` are the project itself. */
const packagesIn = (text: string): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => /^[A-Za-z0-9][\w.-]*$/.test(one))
    .map(normalised);
