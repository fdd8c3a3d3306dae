/**
 * `$NAME`, `${NAME}`, `${NAME:-word}`, `${NAME-word}` and `${NAME:+word}` by what is known of them. What is not known stays
 * as it stands, with its `$`.
 */
export const substituted = (text: string, known: ReadonlyMap<string, string>): string =>
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
