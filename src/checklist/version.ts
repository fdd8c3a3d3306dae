import { found } from './issue-words.js';
import { mistake, type Report } from './mistake.js';
import { GRAMMAR } from './sections.js';
import type { Dict } from './tree.js';
import { quote } from './unknown.js';

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
  if (value.type === 'scalar' && Number.isFinite(Number(value.value)) && Number(value.value) > GRAMMAR) {
    const message = `this checklist is written for version ${quote(value.source)} of the grammar; this shipit reads version ${GRAMMAR}`;
    report(mistake(message, value.place, 'update shipit: npm install shipit-checklist@latest'));
    return false;
  }
  const hint = `write \`shipit: ${GRAMMAR}\`, without quotes`;
  report(mistake(`\`shipit\` must be the number ${GRAMMAR}, found ${found(value, [])}`, value.place, hint));
  return true;
}
