import type { Checklist, Target } from '../checklist/model.js';
import type { Plan } from '../run/plan.js';
import type { PreviousFound } from '../world/previous.js';
import { asksServers } from '../world/previous.js';
import type { Gatherer } from './gatherer.js';
import { createPreviousLearner, type LearnerParts, type PreviousLearner } from './learn-previous.js';
import { previousNews } from './previous-news.js';
import { remembered, type Said, saidIn } from './previous-said.js';
import type { Recorder } from './recorder.js';

export interface RunLearnerParts extends Pick<LearnerParts, 'ask' | 'monotonicMs'> {
  readonly recorder: Recorder;
  readonly plan: Plan;
  readonly checklist: Checklist;
  readonly target: Target;
  readonly first: PreviousFound;
  /** What a command on a host said when it failed goes on record, too. */
  readonly redact: (text: string) => string;
  /** Who gathers again what was found with another previous. */
  readonly gatherer: () => Gatherer;
  /** What to do when it cannot be recorded. The run is over then. */
  readonly failed: (error: unknown) => void;
}

/** Learns what the target runs, for one run: what is new goes on its record before anything is gathered with it. */
export function runLearner({ recorder, plan, gatherer, failed, ...parts }: RunLearnerParts): PreviousLearner {
  const { checklist, target, first, ask, monotonicMs, redact } = parts;
  let said: Said = saidIn(recorder.run());
  // What the run did not take up, be it a notice nobody has decided about, stays to be told.
  const remember = ({ previous, servers }: PreviousFound): void => {
    said = previous?.commit === recorder.run().previous?.commit ? remembered(said, servers) : said;
  };
  remember(first);
  return createPreviousLearner({
    asks: asksServers(target, checklist.lastDeploy),
    first,
    ask,
    monotonicMs,
    learnt(found) {
      const news = previousNews(recorder.run(), plan, redacted(found, redact), said);
      if (news === undefined) {
        remember(found);
        return;
      }

      try {
        recorder.record(news);
      } catch (error) {
        failed(error);
        throw error;
      }

      remember(found);
      if (news.type === 'previous') {
        const { evidence } = recorder.run();
        const underWay = gatherer().progress();
        const outdated = plan.filter(
          ({ id, phase, needsPrevious }) =>
            phase === 'before' && needsPrevious === true && evidence[id] !== undefined && !underWay.has(id),
        );
        void gatherer().gather(outdated);
      }
    },
  });
}

const redacted = ({ servers, ...found }: PreviousFound, redact: (text: string) => string): PreviousFound =>
  servers === undefined
    ? found
    : {
        ...found,
        servers: servers.map(({ error, ...one }) => (error === undefined ? one : { ...one, error: redact(error) })),
      };
