import type { ProjectPaths } from '../audit/project.js';
import { readRun, toStampedEvents } from '../audit/read.js';
import { listSummaries } from '../audit/summaries.js';
import type { Finding } from '../run/evidence.js';

/** How many runs are looked through, newest first. */
const lookBack = 10;

/**
 * Findings of the last runs, each key once, as it was found last. Only runs on this machine are known.
 * @throws AuditError when the log cannot be read
 */
export function knownFindings(project: ProjectPaths): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const { digest } of listSummaries(project, lookBack)) {
    const newestFirst = toStampedEvents(readRun(project, digest.run).records).toReversed();
    for (const { event } of newestFirst) {
      for (const finding of event.type === 'evidence' ? event.findings : []) {
        found.set(finding.key, found.get(finding.key) ?? finding);
      }
    }
  }

  return [...found.values()];
}
