import type { Session, Situation } from '../../../src/engine/session.js';
import type { RunEvent } from '../../../src/run/events.js';
import type { Question } from '../../../src/run/questions.js';
import { type Clock, systemClock } from '../../../src/world/clock.js';
import { opened } from '../opened.js';

/**
 * A session whose deploy has just ended well, with a watch after it.
 * @param watch its options as YAML on one line
 * @param before happens once the probes were looked at before the deploy
 */
export async function watched(watch: string, before: () => void = () => undefined, clock: Clock = systemClock()) {
  const made = await opened(`{ask: "Is the sky clear?", id: sky}\nafter:\n  - watch: ${watch}`, {
    clock,
  });
  const { session } = made;
  session.gatherMissing();
  session.record({ ...answerTo({ check: 'sky', text: 'Is the sky clear?' }), answer: 'go' });
  await until(session, 'looked at before', ({ probesBefore = [] }) => probesBefore.every(({ samples }) => samples > 0));
  if ((await session.decide('production')) !== 'launched') {
    throw new Error('not launched');
  }

  before();
  deployed(session);
  return made;
}

/** As the runner tells it. */
export function deployed(session: Session): void {
  const commit = session.situation().run.release.commit;
  session.record({ type: 'deploy.start', commit, steps: ['deploy'], tty: false, out: 'x.out' });
  session.record({ type: 'deploy.end', commit, outcome: 'ok', ms: 1 });
  session.gatherMissing();
}

/** Resolves as soon as it holds. @throws after ten seconds */
export const until = (session: Session, what: string, holds: (now: Situation) => boolean): Promise<Situation> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      const now = session.situation();
      if (holds(now)) {
        clearTimeout(timer);
        stop();
        resolve(now);
      }
    };
    const stop = session.listen(look);
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`not in time: ${what}; ${JSON.stringify(session.situation().watch, undefined, 1)}`));
    }, 10_000);
    look();
  });

/** The open questions of the watch. */
export const openQuestions = (now: Situation): readonly Question[] =>
  now.after.flatMap(({ questions }) => questions).filter(({ answer }) => answer === undefined);

export const answerTo = (
  question: Pick<Question, 'check' | 'text'> & { readonly facet?: string },
): Extract<RunEvent, { type: 'answer' }> => ({
  type: 'answer',
  check: question.check,
  ...(question.facet === undefined ? {} : { facet: question.facet }),
  question: question.text,
  go_answer: 'yes',
  answer: 'go',
  how: 'human',
  by: 'Ada L.',
  seen: 'unknown',
  findings: [],
  ms_on_screen: 0,
});
