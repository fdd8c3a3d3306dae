/** The pieces of the grammar, for the checklist and for the options of the kinds (checks.md section 2.3). */
export { absence, calendarText, dateRange, days, freezeSchema, hours, zone } from './types-calendar.js';
export { command, glob, globs, pattern, probe, relativeFile, revision, revisions } from './types-command.js';
export { host, hosts, unit, webUrl } from './types-host.js';
export {
  civilDate,
  commitDigits,
  duration,
  facetLevels,
  goAnswer,
  itemId,
  level,
  line,
  name,
  oneOrMore,
  overrideRule,
  positiveDuration,
  problem,
  question,
  sentence,
  timeLimit,
} from './types-text.js';
