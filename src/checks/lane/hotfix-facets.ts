import type { CivilMoment } from '../../calendar/civil.js';
import { width } from '../../text/width.js';
import type { FacetFound } from '../kind.js';
import type { HotfixRules } from './options.js';
import { nextTrain, showTrain } from './train.js';
import type { TrainLook } from './train-look.js';

/** The longest question. */
const mostColumns = 90;

/** Facet `wait`: nobody but a person knows what it costs to wait. Asked anew when another train is next. */
export function waitFacet(look: TrainLook): FacetFound {
  const { now, doubt } = look;
  const next = nextOf(look);
  const when = next === undefined ? 'none is in sight' : `the next leaves ${showTrain(next, now.date)}`;
  const summary = doubt === undefined ? `no train now; ${when}` : `whether this is the train is not known: ${doubt}`;
  return {
    verdict: 'unknown',
    human: true,
    summary,
    question:
      next === undefined
        ? 'Can this wait for the next train?'
        : `Can this wait for the train on ${showTrain(next, now.date)}?`,
  };
}

export const nextOf = ({ train, now }: TrainLook): CivilMoment | undefined => train && nextTrain(train, now);

/** Facet `reason`: which sort of hotfix, a sentence, and where more can be read. */
export function reasonFacet({ reasons }: HotfixRules, given: string | undefined): FacetFound {
  const isGiven = given !== undefined && given.trim().length >= leastSentence;
  const question = `Is it one of these: ${reasons.join(', ')}?`;
  return {
    verdict: 'unknown',
    human: true,
    summary: isGiven ? `given with --reason: ${given.trim()}` : 'only some things may go out between two trains',
    ...(width(question) <= mostColumns ? { question } : {}),
    form: {
      choice: {
        name: 'reason',
        title: 'Which of these is it?',
        options: reasons.map((value) => ({ value, label: value })),
      },
      lines: [
        ...(isGiven
          ? []
          : [
              {
                name: 'text',
                title: 'What is broken, and for whom?',
                least: leastSentence,
              },
            ]),
        { name: 'link', title: 'Where can it be read?', least: 0, is: 'link' as const },
      ],
    },
  };
}

/** Characters. */
const leastSentence = 15;

/** `Does it stay away from migrations, dependencies?`, as long as that fits. */
export function allowedQuestion({ forbid }: HotfixRules): string {
  const question = `Does it stay away from ${forbid.join(', ')}?`;
  return width(question) <= mostColumns ? question : 'Does it stay away from what no hotfix may change?';
}
