import { stringify } from 'yaml';
import { showMinutes } from '../calendar/hours.js';
import { showPlace } from '../errors.js';
import { safe } from '../text/sanitise.js';
import type { Checklist, Item, Step } from './model.js';

/**
 * The merged checklist as YAML-like text for a reader, each item and step with the file and line it came from. Defaults are
 * filled in and durations are milliseconds: this is what a run sees, not what anybody wrote.
 */
export function showMerged(checklist: Checklist): string {
  const { checks, deploy, after, sources, calendar, ...rest } = checklist;
  const { hours } = calendar;
  const staffed = hours ? { hours: `${showMinutes(hours.from)}-${showMinutes(hours.to)}` } : {};
  const undo = deploy.undo === undefined ? '' : `\n${indent(yaml({ undo: deploy.undo }), 2)}`;
  const parts = [
    sources.map(({ file, sha256 }) => `# ${file}  sha256 ${sha256}`).join('\n'),
    yaml({ ...rest, calendar: { ...calendar, ...staffed } }),
    `checks:\n${checks.map(showItem).join('\n')}`,
    `deploy:${undo}\n  steps:\n${deploy.steps.map(showStep).join('\n')}`,
    ...(after.length > 0 ? [`after:\n${after.map(showItem).join('\n')}`] : []),
  ];
  return safe(`${parts.join('\n')}\n`);
}

/** What every item says anyway is left out. */
function showItem({ place, kind, options, facets, killer, level, unknown, ...common }: Item): string {
  const value = {
    [kind]: withFacets(options, facets),
    ...common,
    ...(killer ? { killer } : {}),
    ...(level === 'block' ? {} : { level }),
    ...(unknown === 'ask' ? {} : { unknown }),
  };
  return `  # ${showPlace(place)}\n${entry(yaml(value), 2)}`;
}

const withFacets = (options: unknown, facets: Item['facets']): unknown =>
  typeof options === 'object' && Object.keys(facets).length > 0 ? { ...options, facets } : options;

function showStep({ place, checks, name, tty, ...step }: Step): string {
  const items = checks.length > 0 ? `\n      checks:\n${indent(checks.map(showItem).join('\n'), 6)}` : '';
  const text = yaml({ step: name, ...step, ...(tty ? { tty } : {}) });
  return `    # ${showPlace(place)}\n${entry(text, 4)}${items}`;
}

const yaml = (value: unknown): string => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd();

/** Lines as one entry of a list. */
const entry = (text: string, columns: number): string =>
  indent(text, columns + 2)
    .replace(/^ {2}/, '')
    .replace(/^( *)/, '$1- ');

const indent = (text: string, columns: number): string => text.replace(/^(?=.)/gm, ' '.repeat(columns));
