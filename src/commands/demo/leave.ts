import { addDays, type CivilDate } from '../../calendar/civil.js';

/** What the operator's own file says: three weeks of leave until yesterday, and no day of the week is a day off. */
export const me = (today: CivilDate): string => `# Yours alone, in no repository; \`shipit vacation add\` writes it.
work_days: mon-sun
absences: [${addDays(today, -21)}..${addDays(today, -1)}]
`;

/** What the operator who is played says to why they deploy all the same. */
export const goodReason = 'read what changed; Bob, who made most of it, sits beside me';
