import type { RunEvent } from '../../src/run/events.js';
import { answer, evidence, started } from '../run/facts.js';
import { type LogStory, logStory } from './log-story.js';

/** A week of three people: deploys that went well, one that failed after an override, a no-go, and an incident. */
export function someRuns(): LogStory {
  const story = logStory();
  const names = ['Ada L.', 'Per M.', 'Olga D.'];
  for (let n = 0; n < 9; n += 1) {
    const id = `202611${String(28 - n)}T0${(n % 3) + 7}4200Z-${String(n).padStart(10, '0')}`;
    story.run(id, eventsOf(n, { ...started.operator, name: names[n % 3] ?? '' }));
  }

  return story;
}

const subjects = ['Round half a cent', 'Sell gift cards', 'Say hello by name'];

function eventsOf(n: number, operator: (typeof started)['operator']): readonly RunEvent[] {
  const commit = `${String(n * 7919 + 1234).padStart(4, 'c')}a91c`.padEnd(40, '0');
  const release = { ...started.release, commit, subject: subjects[n % 3] ?? '' };
  const begin: RunEvent = { ...started, operator, release, target: n % 4 === 3 ? 'staging' : 'production' };
  if (n === 5) {
    return [begin, evidence('tests', 'no-go'), end('no-go')];
  }

  const reason = 'tried under load for a day, and the vendor says that both versions work';
  const asked = n === 2 ? answer('libs', 'go', { how: 'override', reason, seen: 'no-go' }) : answer('sky', 'go');
  const failed = n === 2;
  return [
    begin,
    evidence('tests', 'go'),
    asked,
    { type: 'decision', go: true, commit, typed: `production ${commit.slice(0, 7)}`, by: operator.name, answers: '' },
    { type: 'deploy.start', commit, steps: ['deploy'], tty: false, out: 'x.out' },
    { type: 'deploy.end', commit, outcome: failed ? 'failed' : 'ok', ms: 61_000 },
    end(failed ? 'failed' : n === 7 ? 'unconfirmed' : 'deployed'),
    ...(n === 4 ? [{ type: 'note', text: 'orders were lost', by: 'Per M.', incident: true } as const] : []),
  ];
}

const end = (outcome: 'deployed' | 'unconfirmed' | 'failed' | 'no-go'): RunEvent => ({
  type: 'run.end',
  outcome,
  exit: 0,
  confirmed: outcome === 'deployed',
  counts: { overrides: 0, byHand: 0, unknown: 0 },
});
