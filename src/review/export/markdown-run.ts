import { short } from '../../run/release.js';
import { showDuration } from '../../text/duration.js';
import { plural } from '../../text/plural.js';
import { createTimes, type Times } from '../times.js';
import { type Told, tell } from '../told.js';
import { outcomeText } from './export-words.js';
import { logPlaces } from './log-places.js';
import { mdAsked, mdUnanswered } from './markdown-asked.js';
import { mdLine, mdTable } from './markdown-text.js';
import { type RunPage, toldStory } from './story.js';

export interface MarkdownRunOptions {
  /** IANA zone. */
  readonly tz: string;
  readonly now: Date;
}

/** A run to paste into a post-mortem: facts, its time, every question with evidence and reasons, deploy, watch, notes. */
export function markdownRun(page: RunPage, { tz, now }: MarkdownRunOptions): readonly string[] {
  const times = createTimes(tz, now);
  const { asked, unanswered } = toldStory(page);
  return [
    `# Run ${mdLine(page.digest.run)}${about(page)}`,
    '',
    ...page.warnings.flatMap((text) => [`**${mdLine(text)}**`, '']),
    ...facts(page, times, tz),
    ...section('Timeline', page.records.length === 0 ? [] : timeline(page, times)),
    ...section(
      'Questions',
      asked.length + unanswered.length === 0
        ? page.run.started === undefined
          ? []
          : ['Nothing was asked.']
        : [...asked.flatMap((one) => mdAsked(one, times)), ...unanswered.flatMap(mdUnanswered)],
    ),
    ...section('Deploy', records(page, times, isDeploy)),
    ...section('Watch', records(page, times, isWatch)),
    ...section(
      'Notes',
      records(page, times, (type) => type === 'note'),
    ),
  ];
}

/** Nothing of a run without a beginning: nobody knows what it was about, or how it ended. */
const about = ({ run, digest, damaged = false }: RunPage): string =>
  run.started === undefined
    ? ''
    : `: ${mdLine(digest.app, 80)} → ${mdLine(digest.target, 80)}, ${damaged ? 'as far as it can be read: ' : ''}${mdLine(outcomeText(digest), 200)}`;

function facts({ run, digest, files }: RunPage, times: Times, tz: string): readonly string[] {
  const operator = run.started?.operator;
  const isKnown = run.started !== undefined;
  const rows: readonly (readonly [string, string])[] = [
    [
      'Operator',
      operator === undefined
        ? digest.operator
        : `${operator.name} (${operator.email}), ${operator.login} on ${operator.host}`,
    ],
    ['Release', isKnown ? `${short(digest.to)} ${run.release.subject}` : ''],
    ...Object.entries(run.repos).map(([name, commit]) => ['With', `${name} ${short(commit)}`] as const),
    ['Previous', isKnown ? (digest.from === null ? 'unknown, or none' : short(digest.from)) : ''],
    ['Why', run.started?.reason ?? ''],
    ['Started', `${times.day(digest.started)} ${times.clock(digest.started)} ${tz}`],
    [
      'Ended',
      digest.ended === null
        ? isKnown
          ? 'not ended'
          : ''
        : `${times.day(digest.ended)} ${times.clock(digest.ended)} ${tz}`,
    ],
    ['Overrides', isKnown ? String(digest.overrides) : ''],
    [
      'Log',
      digest.records === 0
        ? files.join(', ')
        : `${plural(digest.records, 'record')} in ${plural(files.length, 'file')}, head ${digest.head}`,
    ],
  ];
  return rows.filter(([, text]) => text !== '').map(([name, text]) => `- ${name}: ${mdLine(text, 500)}`);
}

/** A heading is worth something only where something stands under it. */
const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];

/** Every record on one line; the day where it changes. */
function timeline({ records: all }: RunPage, times: Times): readonly string[] {
  const first = Date.parse(all[0]?.t ?? '');
  return mdTable(
    ['time', 'after', 'about', 'what'],
    all.map(({ t, type, event }, index) => {
      const day = times.day(t);
      const isNewDay = index === 0 || times.day(all[index - 1]?.t ?? '') !== day;
      const told: Pick<Told, 'about' | 'what'> =
        event === undefined
          ? { about: 'log', what: `${type}: written by another version of shipit` }
          : tell(event, logPlaces);
      return [
        `${isNewDay ? `${day} ` : ''}${times.clock(t)}`,
        showDuration(Date.parse(t) - first),
        mdLine(told.about, 80),
        mdLine(told.what, 1000),
      ];
    }),
  );
}

function records({ records: all }: RunPage, times: Times, belongs: (type: string) => boolean): readonly string[] {
  return all.flatMap(({ t, type, event }) => {
    if (event === undefined || !belongs(type)) {
      return [];
    }

    const { about, what, details } = tell(event, logPlaces);
    return [
      `- ${times.clock(t)} **${mdLine(about, 80)}** ${mdLine(what)}`,
      ...details.map((detail) => `  - ${mdLine(detail)}`),
    ];
  });
}

const isDeploy = (type: string): boolean => /^(?:lastlook|decision|deploy|step|undo)/.test(type);

const isWatch = (type: string): boolean => /^(?:watch\.|probe$|snapshot)/.test(type);
