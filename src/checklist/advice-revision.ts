import { hasHosts } from './advice-hosts.js';
import type { Advice, AdviceContext } from './advice-request.js';
import type { RevisionSource } from './model.js';

/** A file or a command of a `revision` is looked at on hosts; without any, nobody can ever say what runs. */
export const adviseOnRevisions = (context: AdviceContext): readonly Advice[] => [
  ...ofTargets(context),
  ...ofRepos(context),
  ...ofSignoffs(context),
];

const ofTargets = ({ checklist, at }: AdviceContext): readonly Advice[] =>
  checklist.targets
    .filter((target) => target.revision.some(isOnHosts) && !hasHosts(target))
    .map(({ name, revision }) => ({
      rule: 'revision-nowhere',
      message: `the ${formOf(revision)} of \`targets.${name}.revision\` is looked at on its hosts, and it names none: what runs there stays unknown`,
      place: at('targets', name, 'revision'),
      hint: `write \`hosts\` of ${name}: [deploy@web1], or use \`url\` or \`ref\``,
    }));

const ofRepos = ({ checklist: { repos, targets }, at }: AdviceContext): readonly Advice[] =>
  targets.some(hasHosts)
    ? []
    : Object.entries(repos)
        .filter(([, { revision }]) => revision.some(isOnHosts))
        .map(([name, { revision }]) => ({
          rule: 'revision-nowhere',
          message: `the ${formOf(revision)} of \`repos.${name}.revision\` is looked at on the hosts of the target, and no target names any: what runs of ${name} stays unknown`,
          place: at('repos', name, 'revision'),
          hint: 'write `hosts` of the target: [deploy@web1], or use `url` or `ref`',
        }));

const ofSignoffs = ({ checklist, items }: AdviceContext): readonly Advice[] =>
  items
    .filter(({ item }) => item.kind === 'signoff')
    .flatMap(({ item, at }) => {
      const { env, revision = [] } = item.options as { readonly env: string; readonly revision?: RevisionSource[] };
      const target = checklist.targets.find(({ name }) => name === env);
      return !revision.some(isOnHosts) || (target !== undefined && hasHosts(target))
        ? []
        : [
            {
              rule: 'revision-nowhere',
              message: `the ${formOf(revision)} of its \`revision\` is looked at on the hosts of \`${env}\`, and there are none: what runs there stays unknown`,
              place: at('signoff', 'revision'),
              hint: `write \`hosts\` of the target \`${env}\`: [deploy@${env}1], or use \`url\` or \`ref\``,
            },
          ];
    });

const isOnHosts = (source: RevisionSource): boolean => 'file' in source || 'command' in source;

const formOf = (revision: readonly RevisionSource[]): string =>
  revision.some((source) => 'command' in source) ? 'command' : 'file';
