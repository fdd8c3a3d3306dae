import type { DeployClue } from './deploy-way.js';
import { findLine } from './search-text.js';
import { at, type Seen } from './seen.js';

/** `config/deploy.yml` with a service and servers. */
export function isKamal({ texts }: Seen): boolean {
  const text = texts.get('config/deploy.yml') ?? '';
  return /^service:/m.test(text) && /^servers:/m.test(text);
}

/** `config/deploy.staging.yml` is the destination `staging`. */
export const kamalDestinations = ({ files }: Seen): readonly string[] =>
  files.flatMap((file) => /^config\/deploy\.([a-z0-9_-]+)\.yml$/.exec(file)?.[1] ?? []);

/** Stages of Capistrano: the files in `config/deploy/`. */
export const capistranoStages = ({ files }: Seen): readonly string[] =>
  files.flatMap((file) => /^config\/deploy\/([a-z0-9_-]+)\.rb$/.exec(file)?.[1] ?? []);

/** https://capistranorb.com/documentation/getting-started/rollbacks/ */
export function capistrano(seen: Seen): readonly DeployClue[] {
  const line = findLine(seen.texts.get('config/deploy.rb') ?? '', /^\s*(lock|set :application)\b/)?.line;
  if (!seen.files.includes('Capfile') || !seen.files.includes('config/deploy.rb')) {
    return [];
  }
  const isStaged = capistranoStages(seen).length > 0;
  const cap = isStaged ? 'bundle exec cap "$SHIPIT_TARGET"' : 'bundle exec cap';
  const undo = {
    value: `${cap} deploy:rollback`,
    where: 'Capfile',
    why: 'to the release before',
    sure: 'likely',
  } as const;
  return [
    {
      where: at('config/deploy.rb', line),
      why: 'Capistrano',
      sure: 'likely',
      value: { run: `${cap} deploy`, undo, perTarget: isStaged },
    },
  ];
}
