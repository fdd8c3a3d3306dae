import { adviseOnCalendar } from './advice-calendar.js';
import { adviseOnDeploy } from './advice-deploy.js';
import { adviseOnExamples } from './advice-examples.js';
import { adviseOnHosts } from './advice-hosts.js';
import { adviseOnHttp } from './advice-http.js';
import { adviseOnItems } from './advice-items.js';
import { adviseOnPeople } from './advice-people.js';
import { adviseOnQuestions } from './advice-questions.js';
import { type Advice, type AdviceRequest, adviceContext } from './advice-request.js';
import { adviseOnRevisions } from './advice-revision.js';
import { adviseOnCalendarKeys } from './advice-secret.js';
import { adviseOnSignoffs } from './advice-signoff.js';
import { adviseOnUnread } from './advice-unread.js';
import { adviseOnConditions } from './advice-when.js';

export type { Advice, AdvisedKind } from './advice-request.js';

/**
 * What a colleague with many deploys behind them would say about a valid checklist, in file order. Advice on what a
 * bundled checklist says is left out: the operator cannot change that file.
 */
export function advise(request: AdviceRequest): readonly Advice[] {
  const context = adviceContext(request);
  const all = [
    adviseOnQuestions,
    adviseOnItems,
    adviseOnConditions,
    adviseOnPeople,
    adviseOnCalendar,
    adviseOnDeploy,
    adviseOnExamples,
    adviseOnHttp,
    adviseOnHosts,
    adviseOnRevisions,
    adviseOnCalendarKeys,
    adviseOnSignoffs,
    adviseOnUnread,
  ].flatMap((rule) => rule(context));
  const files = request.checklist.sources.map(({ file }) => file);
  return all
    .filter(({ place }) => !place.file.startsWith('shipit:'))
    .toSorted(
      (a, b) =>
        files.indexOf(a.place.file) - files.indexOf(b.place.file) ||
        a.place.line - b.place.line ||
        a.place.col - b.place.col,
    );
}
