import type { Advice, AdviceContext, AdvisedItem } from './advice-request.js';
import type { Checklist } from './model.js';

/** Sign-offs that nobody could give, or whose most telling fact is not asked for. */
export const adviseOnSignoffs = ({ items, checklist }: AdviceContext): readonly Advice[] =>
  items
    .filter(({ item }) => item.kind === 'signoff')
    .flatMap((one) => [...onStaging(one, checklist), ...onRole(one, checklist)]);

/** As the kind completed them. */
interface SignoffKeys {
  readonly role?: string;
  readonly env?: string;
  readonly via?: string;
  readonly revision?: unknown;
}

function onStaging({ item, kind, at }: AdvisedItem, { targets }: Checklist): readonly Advice[] {
  const { env = '', revision } = item.options as SignoffKeys;
  const asked = revision !== undefined || targets.some(({ name, revision: own }) => name === env && own.length > 0);
  return asked || (item.facets['staging'] ?? kind.facets['staging']?.level) === 'off'
    ? []
    : [
        {
          rule: 'signoff-staging',
          message: `nobody says how to ask \`${env}\` what it runs: whether this commit can have been tried stays unknown`,
          place: at('signoff'),
          hint: `give the target \`${env}\` a \`revision\`, or \`signoff\` itself`,
        },
      ];
}

function onRole({ item, at }: AdvisedItem, { people }: Checklist): readonly Advice[] {
  const { role = '', via } = item.options as SignoffKeys;
  const theirs = Object.values(people).filter(({ roles, left }) => roles.includes(role) && !left);
  const isKnown = theirs.some(({ emails, logins = [] }) => (via === 'github' ? logins : emails).length > 0);
  const what = via === 'github' ? 'logins' : 'emails';
  return via === 'ask' || isKnown
    ? []
    : [
        {
          rule: 'signoff-nobody',
          message:
            theirs.length === 0
              ? `nobody in \`people\` has the role ${role}: no sign-off can count`
              : `nobody with the role ${role} has \`${what}\` in \`people\`: no sign-off can count`,
          place: at('signoff'),
          hint: `add who it is: \`${role}: {roles: [${role}], ${what}: [${via === 'github' ? 'LOGIN' : 'NAME@EXAMPLE.TEST'}]}\``,
        },
      ];
}
