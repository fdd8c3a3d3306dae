import { showOutcome } from '../../review/outcome.js';
import { createPaint } from '../../review/paint.js';
import { short } from '../../run/release.js';
import { showDuration } from '../../text/duration.js';
import { plural } from '../../text/plural.js';
import { safeLine } from '../../text/sanitise.js';
import { padEnd } from '../../text/width.js';
import { indented, type Line, paragraph } from '../lines.js';
import type { Marks } from '../marks.js';
import type { BlocksContext } from './blocks-context.js';
import { clipTexts } from './clip-texts.js';
import type { OpenedRun } from './opened.js';
import { outcomeLook } from './outcome-look.js';

/** What a run is about, who walked it, and how it ended. */
export function headingLines(opened: OpenedRun, context: BlocksContext): readonly Line[] {
  const { columns, marks, times, tz } = context;
  const [digest, warnings] = [clipTexts(opened.digest, mostText), clipTexts(opened.warnings, mostText)];
  const { started, release, previous } = clipTexts(
    { started: opened.run.started, release: opened.run.release, previous: opened.run.previous },
    mostText,
  );
  const who = started?.operator;
  const took = digest.ended === null ? 0 : Date.parse(digest.ended) - Date.parse(digest.started);
  const damaged = warnings.some(isDamage);
  const { mark, tone } = outcomeLook({ digest, damaged }, marks);
  const how = `${damaged ? 'as far as it can be read: ' : ''}${safeLine(showOutcome(digest, createPaint(false)))}`;
  const rows: readonly (readonly [string, string])[] = [
    ['Operator', who === undefined ? digest.operator : `${who.name} <${who.email}>, ${who.login} on ${who.host}`],
    ['Release', `${short(release.commit)}  ${release.subject}`],
    [
      'Previous',
      previous === null ? 'unknown, or none' : `${short(previous.commit)}  known from ${previous.sources.join(', ')}`,
    ],
    ['Started', `${times.day(digest.started)} ${times.clock(digest.started)} ${tz}`],
    [
      'Ended',
      digest.ended === null
        ? ''
        : `${times.day(digest.ended)} ${times.clock(digest.ended)}, after ${showDuration(took)}`,
    ],
    ['Reason', started?.reason ?? ''],
    ['Records', `${digest.records}, the last one is ${digest.head.slice(0, 16)}`],
  ];
  return [
    ...warnings.flatMap((text) => paragraph(`${marks.noGo} ${safeLine(text)}`, columns, 'no-go')),
    ...paragraph(`${mark} ${how}${extras(digest, marks)}`, columns, tone),
    ...rows
      .filter(([, text]) => text !== '')
      .flatMap(([name, text]) => hanging(padEnd(name, 10), safeLine(text), columns)),
  ];
}

/** Code units. */
const mostText = 1000;

/** The file is named with it: see `shownRun`. */
const isDamage = (text: string): boolean => /^(?:DAMAGED|CANNOT BE READ|WRITTEN BY A NEWER)/u.test(text);

const extras = ({ overrides, incidents = 0 }: OpenedRun['digest'], { separator }: Marks): string =>
  [overrides === 0 ? '' : plural(overrides, 'override'), incidents === 0 ? '' : plural(incidents, 'incident')]
    .filter(Boolean)
    .map((words) => ` ${separator} ${words}`)
    .join('');

function hanging(name: string, text: string, columns: number): readonly Line[] {
  if (columns < 50) {
    return [...paragraph(name.trim(), columns, 'quiet'), ...indented(text, columns)];
  }

  return paragraph(text, columns - name.length).map((one, index) => [
    { text: index === 0 ? name : ' '.repeat(name.length), tone: 'quiet' },
    ...one,
  ]);
}
