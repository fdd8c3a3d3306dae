import { stringify } from 'yaml';
import { showPlace } from '../errors.js';
import { safe } from '../text/sanitise.js';
import type { Checklist, Item, Step } from './model.js';

/**
 * The merged checklist as YAML-like text for a reader, each item and step with the file and line it came from. Defaults are
 * filled in and durations are milliseconds: this is what a run sees, not what anybody wrote.
 */
export function showMerged(checklist: Checklist): string {
  const { checks, deploy, after, sources, ...rest } = checklist;
  const from = sources.map(({ file, sha256 }) => `# ${file}  sha256 ${sha256}`);
  const steps = deploy.steps.map(showStep);
  const parts = [
    from.join('\n'),
    yaml(rest),
    `checks:\n${checks.map(showItem).join('\n')}`,
    `deploy:${deploy.undo === undefined ? '' : `\n${indent(yaml({ undo: deploy.undo }), 2)}`}\n  steps:\n${steps.join('\n')}`,
    ...(after.length > 0 ? [`after:\n${after.map(showItem).join('\n')}`] : []),
  ];
  return safe(`${parts.join('\n')}\n`);
}

function showItem({ place, kind, options, facets, ...common }: Item): string {
  const levels = Object.keys(facets).length > 0 ? { facets } : {};
  const value = { [kind]: options ?? {}, ...levels, ...common };
  return `  # ${showPlace(place)}\n${entry(yaml(value), 2)}`;
}

function showStep({ place, checks, ...step }: Step): string {
  const items = checks.length > 0 ? `\n      checks:\n${indent(checks.map(showItem).join('\n'), 6)}` : '';
  return `    # ${showPlace(place)}\n${entry(yaml(step), 4)}${items}`;
}

const yaml = (value: unknown): string => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd();

/** Lines as one entry of a list. */
const entry = (text: string, columns: number): string =>
  indent(text, columns + 2)
    .replace(/^ {2}/, '')
    .replace(/^( *)/, '$1- ');

const indent = (text: string, columns: number): string => text.replace(/^(?=.)/gm, ' '.repeat(columns));
