import { webUrl } from '../../checklist/types-host.js';
import { jsonLine, jsonText } from './json-text.js';
import { findLine } from './search-text.js';
import { at, type Clue, type Seen } from './seen.js';
import { tomlText } from './toml-text.js';

/** Where the result can be seen; https only. */
export function urls(seen: Seen): readonly Clue[] {
  const clues = [...domains(seen), ...fly(seen), ...kamal(seen), ...homepage(seen)];
  return clues.filter(({ value }) => /^https:/.test(value) && webUrl.safeParse(value).success);
}

/** The domain of a page on GitHub or a like place. */
function domains({ texts }: Seen): readonly Clue[] {
  return ['CNAME', 'public/CNAME', 'static/CNAME', 'docs/CNAME'].flatMap((path): readonly Clue[] => {
    const found = findLine(texts.get(path) ?? '', /^\s*([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)\s*$/);
    return found
      ? [{ value: `https://${found.groups[0]}/`, where: at(path, found.line), why: 'domain', sure: 'sure' }]
      : [];
  });
}

function fly({ texts }: Seen): readonly Clue[] {
  const app = tomlText(texts.get('fly.toml'), '', 'app');
  return app && /^[a-z0-9-]+$/.test(app.value)
    ? [{ value: `https://${app.value}.fly.dev/`, where: at('fly.toml', app.line), why: 'Fly app', sure: 'likely' }]
    : [];
}

function kamal({ texts }: Seen): readonly Clue[] {
  const text = /^proxy:/m.test(texts.get('config/deploy.yml') ?? '') ? (texts.get('config/deploy.yml') ?? '') : '';
  const found = findLine(text, /^\s+host:\s*([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)\s*$/);
  return found
    ? [
        {
          value: `https://${found.groups[0]}/`,
          where: at('config/deploy.yml', found.line),
          why: 'Kamal proxy',
          sure: 'likely',
        },
      ]
    : [];
}

/** For a library it is the page of its source: no place to look for a deploy. */
function homepage({ texts }: Seen): readonly Clue[] {
  const text = texts.get('package.json');
  const value = jsonText(text, ['homepage']);
  return value === undefined || /\/\/(www\.)?(github|gitlab|bitbucket|npmjs)\./.test(value)
    ? []
    : [{ value, where: at('package.json', jsonLine(text ?? '', ['homepage'])), why: 'homepage', sure: 'likely' }];
}
