import { plainText } from '../plain-text.js';

/** HTML that is finished: nothing of it will be escaped again. A class, so that no record can look like one. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** Strings and everything else become text, lists one after another, nothing for `undefined` and `false`. */
export type Content = Markup | string | number | undefined | false | readonly Content[];

/**
 * HTML from a template. Whatever is put in is escaped, unless it is HTML that was made here; attributes have to be in
 * double quotes.
 * @throws TypeError for a place where no text can stand safely
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const source = parts.map((part, index) => {
    if (index < values.length && /[<=/]$/.test(part)) {
      throw new TypeError(`nothing can be put in after ${JSON.stringify(part.slice(-20))}`);
    }

    return part + sourceOf(values[index]);
  });
  return new Markup(source.join(''));
}

/** For text and for attributes in quotes (HTML Living Standard, section 13.3). Text is made harmless and bounded before. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);

function sourceOf(value: Content): string {
  if (value instanceof Markup) {
    return value.source;
  }

  if (value === undefined || value === false) {
    return '';
  }

  return isList(value) ? value.map(sourceOf).join('') : escapeHtml(plainText(value));
}

const isList = (value: unknown): value is readonly Content[] => Array.isArray(value);
