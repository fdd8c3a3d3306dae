import type { Checklist, Item, Person, Target } from '../checklist/model.js';
import type { SignoffOptions } from '../checks/signoff/options.js';
import { roleName } from '../checks/signoff/words.js';
import { OperatorError } from '../errors.js';
import type { Release } from '../run/release.js';
import { safeLine } from '../text/sanitise.js';
import { type CommandContext, chooseChecklist, chooseRelease, chooseTarget, openPlace, type Place } from './context.js';
import { refuseFixedClock } from './refuse-fixed-clock.js';

export interface SignoffChoice {
  readonly rev?: string | undefined;
  readonly file?: string | undefined;
  readonly target?: string | undefined;
  readonly env?: string | undefined;
}

/** Who says something about which commit, and what the checklist asks of them. */
export interface SignoffPlace {
  readonly place: Place;
  readonly checklist: Checklist;
  /** What is new is told since what runs there. */
  readonly target: Target;
  readonly release: Release;
  readonly options: SignoffOptions;
  /** A sign-off without a signature would be a no-go. */
  readonly mustSign: boolean;
  readonly person: Signer;
}

export interface Signer {
  /** In `people`. */
  readonly key: string;
  readonly name: string;
  /** Theirs, as `people` has it. */
  readonly email: string;
  readonly publicKey?: string;
}

/** @throws OperatorError in words, before anything is asked: who may not say it, what the checklist does not ask */
export async function openSignoffPlace(context: CommandContext, choice: SignoffChoice): Promise<SignoffPlace> {
  refuseFixedClock(context, 'nothing is signed off');
  const place = await openPlace(context, { write: false, kinds: 'all' });
  const [{ checklist }, release] = await Promise.all([
    chooseChecklist(context, place.git.root, { file: choice.file }, place),
    chooseRelease(place.git, choice.rev),
  ]);
  const target = chooseTarget(checklist, choice.target);
  const item = askedFor(checklist, choice.env);
  const options = optionsOf(item);
  const mustSign = item.facets['signed'] === 'block';
  return { place, checklist, target, release, options, mustSign, person: signerOf(place, checklist, options.role) };
}

/** What the checklist's own item says. */
function askedFor({ checks, deploy }: Checklist, env: string | undefined): Item {
  const items = [...checks, ...deploy.steps.flatMap((step) => step.checks)].filter(({ kind }) => kind === 'signoff');
  const [item] = items.filter((one) => env === undefined || optionsOf(one).env === env);
  if (item === undefined) {
    throw items.length === 0
      ? new OperatorError('the checklist asks for no sign-off', { hint: 'add `- signoff: {role: pm, env: staging}`' })
      : new OperatorError(`the checklist asks for no sign-off of \`${safeLine(env ?? '', 40)}\``, {
          hint: `it asks for ${items.map((one) => optionsOf(one).env).join(' and ')}`,
        });
  }

  const { via } = optionsOf(item);
  if (via !== 'record') {
    throw new OperatorError(
      via === 'github'
        ? 'the checklist takes the sign-off from GitHub: approve the pull request there, or comment /signoff COMMIT'
        : 'the checklist asks the operator for the sign-off: tell whoever deploys',
      { hint: 'with `via: record` it reads what this command writes' },
    );
  }

  return item;
}

/** They were validated, and completed, when the checklist was read. */
const optionsOf = ({ options }: Item): SignoffOptions => options as SignoffOptions;

function signerOf({ operator }: Place, { people }: Checklist, role: string): Signer {
  const found = Object.entries(people).find(([, { emails }]) => emails.some((one) => isSame(one, operator.email)));
  const who = Object.entries(people).filter(([, one]) => one.roles.includes(role) && !one.left);
  const names = who.map(([key, one]) => one.name ?? key);
  const theirs =
    names.length === 0
      ? `give somebody in \`people\` the role ${role}`
      : `the ${roleName(role)} is ${names.join(' or ')}`;
  if (found === undefined) {
    throw new OperatorError(
      operator.email === ''
        ? 'nobody knows who you are: git has no user.email here'
        : `nobody in \`people\` has your address ${operator.email}`,
      { hint: theirs },
    );
  }

  const [key, person] = found;
  const name = person.name ?? key;
  if (person.left || !person.roles.includes(role)) {
    throw new OperatorError(
      person.left
        ? `${name} has left, as \`people\` says`
        : `${name} is not the ${roleName(role)}: this is not yours to say`,
      { hint: theirs },
    );
  }

  return {
    key,
    name,
    email: emailOf(person, operator.email),
    ...(person.key === undefined ? {} : { publicKey: person.key }),
  };
}

/** As it is written in `people`. */
const emailOf = ({ emails }: Person, own: string): string => emails.find((one) => isSame(one, own)) ?? own;

const isSame = (a: string, b: string): boolean => a.trim() !== '' && a.toLowerCase() === b.trim().toLowerCase();
