/**
 * Whether `and` or `or` joins two things that can be true apart from each other: "Is the schema migrated and the cache
 * warm?". Two nouns ("research and development", "the desk and the team") are one thing to ask about.
 */
export function joinsTwoFacts(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}'-]+|,/gu) ?? [];
  return words.some((word, index) => {
    if (word !== 'and' && word !== 'or') {
      return false;
    }
    const before = words.slice(0, index).filter((one) => one !== ',');
    return splits(word, before, words.slice(index + 1));
  });
}

/** @param before the words up to the conjunction, without commas */
function splits(conjunction: 'and' | 'or', before: readonly string[], after: readonly string[]): boolean {
  const [next = '', second = ''] = after;
  const opening = before[0] ?? '';
  const last = before.at(-1) ?? '';
  if (auxiliaries.has(next) && before.length > 1) {
    // "… is done and has worked", "… or are we late"; not "what can and should", where one verb serves both.
    return !auxiliaries.has(last);
  }
  if (subjects.has(next) && (auxiliaries.has(second) || isParticiple(second))) {
    return true;
  }
  if (conjunction === 'or') {
    // "Has anything been added or removed?" is one fact: did anything change.
    return false;
  }
  if (isParticiple(next) && endsPhrase(second)) {
    // "tested and reviewed", "read the list and approved by Bob".
    return !oneAct.has(`${last}-${next}`) && (isParticiple(last) || helpers.has(opening));
  }
  if (isPredicate(last) && after.length > 1 && !prepositions.has(next)) {
    // "migrated and the cache warm": a whole sentence came before, and another one follows.
    return after.slice(1).some(isPredicate);
  }
  // "Did you run the tests and read the log?"
  return askedToDo.has(opening) && verbs.has(next) && determiners.has(second);
}

/** Nothing, or a word that no noun can follow at once: "approved by Bob", not "recorded runs". */
const endsPhrase = (word: string): boolean =>
  word === '' || word === ',' || prepositions.has(word) || determiners.has(word) || adverbs.has(word);

const isPredicate = (word: string): boolean => isParticiple(word) || states.has(word);

const isParticiple = (word: string): boolean =>
  irregular.has(word) || (/^[a-z-]{2,}[^e]ed$/.test(word) && !noParticiples.has(word));

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const auxiliaries = set(
  "is are was were has have had does did do can could will would should must may isn't aren't wasn't weren't hasn't haven't doesn't didn't can't won't",
);
const helpers = set('is are was were has have had');
const askedToDo = set('do does did can could will would should have has');
const subjects = set('it they we he she everybody everyone everything somebody someone nobody nothing anybody anyone');
const determiners = set(
  'the a an this that these those my your our their its his her all every each any some them it us',
);
const prepositions = set(
  'by in on at to for from with without within before after since until against during under over of about into than as',
);
const adverbs = set('today tomorrow now already again everywhere here there yet once twice first together');
/** States that come after "is": kept short, each of them no noun. */
const states = set(
  'ready green healthy warm empty clean live open closed safe fresh there up down stable reachable available',
);
const irregular = set(
  'told built rebuilt sent kept known seen done made taken given shown written broken frozen gone found brought begun chosen drawn driven understood undone paid put met held',
);
const noParticiples = set(
  'hundred indeed embed unused limited related involved concerned so-called shared embedded red',
);
/** Two words for one thing. */
const oneAct = set('tried-tested read-understood read-approved seen-approved done-dusted');
const verbs = set(
  'check run read test tell verify confirm restart notify update deploy watch look review open close start stop announce inform ask write delete remove',
);
