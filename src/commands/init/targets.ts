import { capistranoStages, isKamal, kamalDestinations } from './deploy-ruby.js';
import type { Clue, Seen } from './seen.js';

/** Names of targets that deploy files speak of, `production` first. */
export function targetNames(seen: Seen): readonly Clue[] {
  const clues: readonly Clue[] = [
    ...capistranoStages(seen).map((name) => named(name, `config/deploy/${name}.rb`, 'Capistrano stage')),
    ...(isKamal(seen) ? kamalDestinations(seen) : []).map((name) =>
      named(name, `config/deploy.${name}.yml`, 'Kamal destination'),
    ),
    ...seen.files.flatMap((file) => {
      const [, name] = /^(?:[^/]+\/){0,2}inventories\/(production|prod|staging)(?:\/|\.|$)/.exec(file) ?? [];
      return name === undefined ? [] : [named(name, file, 'Ansible inventory')];
    }),
  ];
  const once = clues.filter(({ value }, index) => clues.findIndex((other) => other.value === value) === index);
  return [...once.filter(isProduction), ...once.filter((clue) => !isProduction(clue))].slice(0, 8);
}

const isProduction = ({ value }: Clue): boolean => /^prod(uction)?$/.test(value);

const named = (value: string, where: string, why: string): Clue => ({ value, where, why, sure: 'sure' });
