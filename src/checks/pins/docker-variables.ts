/**
 * `$NAME`, `${NAME}`, `${NAME:-word}`, `${NAME-word}` and `${NAME:+word}` by what is known of them. What is not known stays
 * as it stands, with its `$`. Arguments that are made of each other grow no longer than 2,000 characters.
 */
export const substituted = (text: string, known: ReadonlyMap<string, string>): string =>
  text.length > longest ? text : replaced(text, known).slice(0, longest);

const longest = 2000;

const replaced = (text: string, known: ReadonlyMap<string, string>): string =>
  text.replaceAll(variable, (whole: string, plain?: string, name = plain ?? '', sign?: string, word = '') => {
    const value = known.get(name);
    if (sign?.endsWith('+')) {
      return value === undefined || value === '' ? '' : word;
    }

    if (value !== undefined && value !== '') {
      return value;
    }

    return sign === undefined ? whole : word;
  });

const variable = /\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+])([^${}]*))?\})/g;
