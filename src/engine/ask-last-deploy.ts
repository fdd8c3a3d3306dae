import type { Checklist } from '../checklist/model.js';
import { lastDeployId } from '../checklist/reserved.js';
import type { PastDeploy } from '../checks/kind.js';
import { lastDeployItem } from '../checks/last-deploy.js';

/** The checklist with the question about the last deploy before all others, if nobody confirmed that one, or saw it end. */
export const askLastDeploy = (checklist: Checklist, last: PastDeploy | undefined, now: Date): Checklist =>
  last?.outcome === 'unconfirmed' || last?.outcome === 'unknown'
    ? { ...checklist, checks: [lastDeployItem(last, now), ...checklist.checks] }
    : checklist;

/** The same for a checklist that was read again: what was asked about stays a question. */
export const askedAsBefore = (checklist: Checklist, before: Checklist): Checklist => ({
  ...checklist,
  checks: [...before.checks.filter(({ id }) => id === lastDeployId), ...checklist.checks],
});
