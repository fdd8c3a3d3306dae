import { mistake, type Report } from './mistake.js';
import { GRAMMAR } from './sections.js';
import type { Dict } from './tree.js';

/** Checks `shipit: 1` of one file. False if nothing else in it can be trusted to mean what we think. */
export function checkVersion(root: Dict, report: Report): boolean {
  const entry = root.entries.get('shipit');
  if (!entry) {
    report(mistake('`shipit` is missing', root.place, `write \`shipit: ${GRAMMAR}\` as the first line`));
    return true;
  }
  const { value } = entry;
  if (value.type === 'scalar' && value.value === GRAMMAR) {
    return true;
  }
  const written = value.type === 'scalar' ? value.source.slice(0, 40) : 'something else';
  if (value.type === 'scalar' && Number(value.value) > GRAMMAR) {
    const message = `this checklist is written for version ${written} of the grammar; this shipit reads version ${GRAMMAR}`;
    report(mistake(message, value.place, 'update shipit: npm install shipit-checklist@latest'));
    return false;
  }
  report(mistake(`\`shipit\` must be the number ${GRAMMAR}, found \`${written}\``, value.place, 'without quotes'));
  return true;
}
