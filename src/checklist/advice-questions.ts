import { type Advice, type AdviceContext, type AdvisedItem, listed } from './advice-request.js';
import { faultOfWords, type WordsFault } from './advice-words.js';

/** What is asked of a person: the words, how many questions there are, and whether each says why it is asked. */
export const adviseOnQuestions = (context: AdviceContext): readonly Advice[] => [
  ...context.items.flatMap(onWords),
  ...onMany(context),
  ...onTwins(context),
  ...onReasons(context),
  ...onNames(context),
];

function onWords({ item, kind, at }: AdvisedItem): readonly Advice[] {
  const own = ownQuestion(item, kind.gather === undefined);
  const fault = own && faultOfWords(own.text);
  return own && fault ? [{ rule: fault, ...words[fault], place: at(own.key) }] : [];
}

/** The words of the team, never those of a kind. `ask` is its own question. */
function ownQuestion({ question, kind, options }: AdvisedItem['item'], isHuman: boolean) {
  if (question !== undefined) {
    return { key: 'question', text: question };
  }
  return isHuman && typeof options === 'string' ? { key: kind, text: options } : undefined;
}

const words: Readonly<Record<WordsFault, { readonly message: string; readonly hint: string }>> = {
  'two-questions': {
    message: 'these are two questions with one answer',
    hint: 'make two items of it: each gets its own answer, and its own line in the audit log',
  },
  'two-facts': {
    message: 'this asks about two facts at once: what is the answer if only one of them is true?',
    hint: 'make two items of it: each gets its own answer, and its own line in the audit log',
  },
  'and-or': { message: '`and/or` can be answered both ways', hint: 'ask about one of the two' },
  'or-not': { message: '“or not” leaves it open what a yes means', hint: 'leave it out' },
  negation: {
    message: 'a question with a “no” in it is easily answered the wrong way round',
    hint: 'ask for the thing itself, and say which answer is go: `Is an incident open?` with `go: no`',
  },
};

const MOST_ASKED = 9;

/** Counted on the day everything is fine: conditions may leave items out, and evidence that is go passes by itself. */
function onMany({ items }: AdviceContext): readonly Advice[] {
  const asked = items.filter(({ item, kind }) => kind.alwaysAsks && item.when === undefined);
  const tenth = asked[MOST_ASKED];
  return tenth
    ? [
        {
          rule: 'many-questions',
          message: `${asked.length} questions are asked of a person even when all is well; from about ten on they are answered without being read`,
          place: tenth.item.place,
          hint: 'let a `run:` find out what a script can know, or ask only `when` it matters',
        },
      ]
    : [];
}

function onTwins({ items }: AdviceContext): readonly Advice[] {
  const seen = new Map<string, AdvisedItem>();
  return items.flatMap((advised) => {
    const own = ownQuestion(advised.item, advised.kind.gather === undefined);
    const key = `${advised.phase} ${own?.text.toLowerCase()}`;
    const twin = own && seen.get(key);
    if (own && !twin) {
      seen.set(key, advised);
    }
    return own && twin
      ? [
          {
            rule: 'same-question',
            message: `this is asked already, by \`${twin.item.id}\``,
            place: advised.at(own.key),
            hint: 'keep one of them',
          },
        ]
      : [];
  });
}

function onReasons({ items }: AdviceContext): readonly Advice[] {
  const silent = items.filter(({ item, kind }) => kind.name === 'ask' && item.why === undefined);
  const [first] = silent;
  return first
    ? [
        {
          rule: 'no-why',
          message: `${listed(silent.map(({ item }) => item.id))} ${silent.length === 1 ? 'does' : 'do'} not say why ${silent.length === 1 ? 'it is' : 'they are'} asked`,
          place: first.item.place,
          hint: 'add `why:` with the failure it comes from: who knows it answers with care',
        },
      ]
    : [];
}

function onNames({ items }: AdviceContext): readonly Advice[] {
  const unnamed = items.filter(({ kind, isNamed }) => kind.name === 'ask' && !isNamed);
  const [, second] = unnamed;
  return second
    ? [
        {
          rule: 'no-id',
          message: `in the audit log these questions are called ${listed(unnamed.map(({ item }) => item.id))}, by their order`,
          place: second.item.place,
          hint: 'give each an `id`: then its answers can be found and counted, also after the order has changed',
        },
      ]
    : [];
}
