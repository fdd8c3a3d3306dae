import { parseDateRange } from '../calendar/civil.js';
import { collectMistakes, throwMistakes } from '../checklist/mistake.js';
import { onlyComments } from '../checklist/only-comments.js';
import { parseYaml } from '../checklist/parse-yaml.js';
import { publicKey } from '../checklist/public-key.js';
import { email } from '../checklist/sections.js';
import { calendarText, days, line, oneOrMore } from '../checklist/types.js';
import { validate } from '../checklist/validate.js';
import { z } from '../checklist/zod.js';
import { type Me, type MyLeave, nothingKnown } from './me-model.js';

/**
 * What `me.yml` says. A text of nothing but comments says nothing.
 * @param shown the file as it is named on screen
 * @throws OperatorErrors with every mistake there is, each at its place
 */
export function parseMe(text: string, shown: string): Me {
  if (onlyComments(text)) {
    return nothingKnown;
  }

  const { report, errors } = collectMistakes();
  const tree = parseYaml(text, shown, report);
  const given = tree && validate(meSchema, tree, report, 'me.yml');
  throwMistakes(errors([shown]));
  return given === undefined ? nothingKnown : toMe(given);
}

const ics = z.strictObject({ ics: line(2000), all: z.boolean().default(false) });

const absence = z.union([calendarText, ics]).transform((given): MyLeave => {
  if (typeof given !== 'string') {
    return { type: 'ics', address: given.ics, all: given.all };
  }

  const range = parseDateRange(given);
  return range === undefined
    ? { type: 'ics', address: given.slice('ics:'.length).trim(), all: false }
    : { type: 'dates', ...range };
});

/** A key with nothing after it says nothing. */
const orNothing = <T extends z.ZodType>(schema: T) => z.union([schema, z.null()]);

const meSchema = z.strictObject({
  emails: orNothing(oneOrMore(email)).exactOptional(),
  absences: orNothing(z.union([absence, z.array(absence).max(500)])).exactOptional(),
  work_days: orNothing(days).exactOptional(),
  key: orNothing(publicKey).exactOptional(),
});

const toMe = ({ emails, absences, work_days, key }: z.output<typeof meSchema>): Me => ({
  emails: emails ?? [],
  absences: [absences ?? []].flat(),
  ...(work_days ? { workDays: work_days } : {}),
  ...(key ? { key } : {}),
});
