import { roleName } from '../checks/signoff/words.js';
import { createTimes } from '../review/times.js';
import { short } from '../run/release.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { wrap } from '../text/width.js';
import type { Choice } from '../ui/choose.js';
import type { ChoosePage } from '../ui/choose-lines.js';
import { whyNotCounted } from './signoff-counts.js';
import type { SignoffFacts } from './signoff-facts.js';
import type { SignoffPlace } from './signoff-place.js';

export type SignoffAct = 'look' | 'go' | 'no-go' | 'leave';

/**
 * The page with the question. What matters most stands first: a small window shows the beginning only.
 * @param room lines there are for commits
 */
export function signoffPage(
  { place, checklist, release, options, person }: SignoffPlace,
  facts: SignoffFacts,
  room: number,
): { readonly page: ChoosePage; readonly choices: readonly Choice<SignoffAct>[] } {
  const now = place.clock.now();
  const tz = checklist.calendar.tz ?? place.tz;
  const lines = commitLines(facts);
  const shown = lines.slice(0, Math.max(0, room));
  const left = lines.length - shown.length;
  const why = whyNotCounted(facts, { env: options.env, commit: short(release.commit) });
  const areas = facts.words?.areas ?? [];
  return {
    page: {
      header: {
        left: `${safeLine(checklist.app, 40)}, ${short(release.commit)} ${safeLine(release.subject, 60)}`,
        right: `${person.name}, ${roleName(options.role)}, ${createTimes(tz, now).moment(now.toISOString())}`,
      },
      text: [
        { text: `Go or no-go: may ${short(release.commit)} be deployed?`, tone: 'strong' },
        { text: sentence(facts.staging), ...(why === undefined ? {} : { tone: 'warn' as const }) },
        ...(why === undefined ? [] : [{ text: why, tone: 'warn' as const }]),
        { text: `In it: ${facts.headline}.` },
        ...(areas.length === 0 ? [] : [{ text: `With care: ${areas.join('; ')}.` }]),
        ...shown.map((text) => ({ text })),
        ...(left > 0 ? [{ text: `… and ${plural(left, 'more line')} (e)`, tone: 'quiet' as const }] : []),
      ],
      more: (columns) => [
        ...wrap(`In it: ${facts.headline}.`, columns),
        ...areas.flatMap((area) => wrap(`With care: ${area}`, columns)),
        ...lines.flatMap((text) => wrap(text, columns)),
      ],
    },
    choices: [
      { act: 'look', label: 'Look at what is in it' },
      ...(facts.isOther ? [] : [{ act: 'go' as const, key: 'g', label: 'Go: I tried it, it may be deployed' }]),
      { act: 'no-go', key: 'n', label: 'No-go: not as it is' },
      { act: 'leave', key: 'q', label: 'Leave, write nothing' },
    ],
  };
}

function commitLines({ words }: SignoffFacts): readonly string[] {
  if (words === undefined) {
    return [];
  }

  return [
    ...words.authors.flatMap(({ name, lines }) => [`${name} (${lines.length}):`, ...lines.map((line) => `  ${line}`)]),
    ...words.notes.map((note) => `Also: ${note}.`),
  ];
}

const sentence = (text: string): string => {
  const line = safeLine(text, 300);
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}${/[.?!]$/.test(line) ? '' : '.'}`;
};
