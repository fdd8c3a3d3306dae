import type { GroundEvent, PreviousLearnt } from '../run/ground-events.js';
import { short } from '../run/release.js';
import { type Told, told } from './told-line.js';

export function tellGround(event: GroundEvent): Told {
  switch (event.type) {
    case 'previous':
      return told(
        'previous',
        event.previous === null ? runsNothing(event) : `the target runs ${short(event.previous.commit)}`,
        'plain',
        event.said.map(({ from, commit, error }) => `${from}: ${commit === undefined ? (error ?? '') : short(commit)}`),
      );
    case 'snapshot':
      return told(
        'snapshot',
        event.healthy
          ? `the state of ${event.host} was kept as healthy${event.by ? `, says ${event.by}` : ''}`
          : `the state of ${event.host} right after the deploy was kept`,
        'dim',
        [`SHA-256: ${event.sha256}`],
      );
    case 'snapshot.missed':
      return told('snapshot', `the state of ${event.host} could not be kept: ${event.why}`, 'careful');
  }
}

const runsNothing = ({ said }: PreviousLearnt): string =>
  said.some(({ commit }) => commit !== undefined)
    ? 'what the target runs cannot be compared with anything here'
    : 'the target runs nothing yet';
