import type { EvidenceGathered } from '../run/events.js';
import { machineVerdict } from '../run/machine-verdict.js';
import { passes } from '../run/verdict.js';
import type { Places } from './places.js';
import { type Told, told } from './told-line.js';

export function tellEvidence(event: EvidenceGathered, places: Places): Told {
  const asks = event.facets.some(({ human }) => human) && passes(machineVerdict(event));
  const verdict = asks ? 'ASK' : verdictWords[machineVerdict(event)];
  return told(
    event.check,
    `${verdict}  ${event.summary}${event.lastLook === true ? '  (last look)' : ''}`,
    asks ? 'plain' : tones[machineVerdict(event)],
    [
      ...event.facets
        .filter(({ verdict }) => verdict !== 'go' && verdict !== 'n/a')
        .map((facet) => `${facet.name}: ${facet.human ? 'ASK' : verdictWords[facet.verdict]} ${facet.summary}`),
      ...event.findings.map(({ key, verdict, text }) => `${verdictWords[verdict]} ${key}: ${text}`),
      ...(event.file === undefined ? [] : [`Full text: ${places.evidence(event.file)}`]),
    ],
  );
}

const verdictWords = { go: 'GO', warn: 'WARN', 'no-go': 'NO-GO', unknown: 'UNKNOWN', 'n/a': 'n/a' } as const;

const tones = { go: 'good', warn: 'careful', 'no-go': 'bad', unknown: 'careful', 'n/a': 'dim' } as const;
