import type { Situation } from '../engine/session.js';
import { looksAgain } from '../run/freshness.js';
import { showAge } from '../text/duration.js';
import { blank, type Line, line, paragraph } from './lines.js';

/** What the last look looks at, and how old the rest is: nobody is to take one for the other. */
export function lookingLines({ run, before, progress, now }: Situation, columns: number): readonly Line[] {
  const gathered = before.map(({ item }) => item).filter(({ human }) => !human);
  const again = gathered.filter((item) => progress.has(item.id) || looksAgain(run, item));
  const rest = gathered.flatMap((item): readonly string[] => {
    const at = run.evidence[item.id]?.event.at;
    return again.includes(item) || at === undefined
      ? []
      : [`${item.id} (${showAge(Date.parse(now) - Date.parse(at))})`];
  });
  const names = ['HEAD', 'the checklist', 'what the target runs', ...again.map(({ id }) => id)];
  return [
    line('The last look', 'strong'),
    blank,
    ...paragraph(`Looked at once more before the deploy command starts: ${names.join(', ')}.`, columns),
    ...(rest.length === 0 ? [] : paragraph(`Still good as it was found: ${rest.join(', ')}.`, columns, 'quiet')),
  ];
}
