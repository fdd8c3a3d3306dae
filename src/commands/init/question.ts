import { safeLine } from '../../text/sanitise.js';
import { padEnd, width, wrap } from '../../text/width.js';
import type { Chosen } from './choices.js';
import { hanging } from './hanging.js';
import type { Clue } from './seen.js';

/** One question of the dialogue. Answers are one line of text each. */
export interface Question {
  readonly text: string;
  /** The best one first. */
  readonly offers: readonly Clue[];
  /** The words for leaving it out; absent if there has to be an answer. */
  readonly none?: string;
  /** What free text is, as in `or type a command`. */
  readonly what: string;
  /** Why a text cannot be taken; undefined if it can. */
  readonly fault: (text: string) => string | undefined;
}

/** `chosen` is undefined if it was left out. */
export type Reply = { readonly chosen: Chosen | undefined } | { readonly fault: string };

/** What Enter alone takes: the first offer that is more than a guess; nothing, if it may be left out. */
const enterTakes = ({ offers, none }: Question): number => {
  const sure = offers.findIndex((offer) => offer.sure !== 'guess');
  return sure >= 0 ? sure : none === undefined ? 0 : offers.length;
};

/** The question with its numbered offers, without the prompt. Ends with a line break. */
export function showQuestion(question: Question, title: string, columns: number): string {
  const { text, offers, none, what } = question;
  const rows = [
    ...offers.map((offer) => ({
      value: safeLine(offer.value),
      why: `${safeLine(offer.where)}, ${safeLine(offer.why)}${offer.sure === 'guess' ? ' (a guess)' : ''}`,
    })),
    ...(none === undefined ? [] : [{ value: none, why: '' }]),
  ];
  const widest = Math.min(40, Math.max(0, ...rows.map(({ value }) => width(value))));
  const enter = enterTakes(question);
  const list = rows.flatMap(({ value, why }, index) => {
    const number = `  ${index + 1}  `;
    const line = `${number}${padEnd(value, widest)}  ${why}`.trimEnd();
    return width(line) <= columns ? [line] : [...hanging(number, value, columns), ...hanging('     ', why, columns)];
  });
  const choice =
    rows.length === 0
      ? `Type ${what}.`
      : rows.length === 1
        ? `Enter takes 1; or type ${what}.`
        : `Enter takes ${enter + 1}; or type another number, or ${what}.`;
  return `\n${[...wrap(`${title}  ${text}`, columns), ...list, ...wrap(choice, columns)].join('\n')}\n`;
}

/** What a typed line means. Blanks around it do not count. */
export function readReply(question: Question, line: string): Reply {
  const { offers, none, what, fault } = question;
  const typed = line.trim();
  const count = offers.length + (none === undefined ? 0 : 1);
  if (typed === '' && count > 0) {
    return pick(question, enterTakes(question));
  }
  if (/^\d{1,3}$/.test(typed)) {
    const number = Number(typed);
    return number >= 1 && number <= count
      ? pick(question, number - 1)
      : { fault: `There is no ${number}: ${count === 1 ? 'there is only 1' : `1 to ${count}`}.` };
  }
  if (typed === '') {
    return { fault: `Type ${what}.` };
  }
  if (none !== undefined && /^(none|-)$/i.test(typed)) {
    return { chosen: undefined };
  }
  const wrong = fault(typed);
  return wrong === undefined ? { chosen: { value: typed } } : { fault: wrong };
}

function pick({ offers }: Question, index: number): Reply {
  const offer = offers[index];
  return { chosen: offer && { value: offer.value, from: { where: offer.where, why: offer.why } } };
}
