/** A tag as it stands in a page. */
export interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

/**
 * Reads HTML more strictly than any browser: every `<` begins a tag, every attribute has a value in double quotes
 * without `<`. Between tags and in values there is no `<`, `>` or quote that is not escaped.
 * @throws Error for everything else
 */
export function readHtml(text: string): { readonly tags: readonly Tag[]; readonly styles: readonly string[] } {
  const tags: Tag[] = [];
  const styles: string[] = [];
  let rest = text.replace(/^<!doctype html>\n/, '');
  while (rest !== '') {
    const between = /^[^<>]+/.exec(rest)?.[0] ?? '';
    rest = rest.slice(between.length);
    if (rest === '') {
      break;
    }

    const [whole, slash = '', name = '', inside = ''] =
      /^<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][\w:-]*="[^"<>]*")*)\s*\/?>/.exec(rest) ?? [];
    if (whole === undefined) {
      throw new Error(`no tag: ${rest.slice(0, 100)}`);
    }

    const attributes = [...inside.matchAll(/([\w:-]+)="([^"]*)"/g)].map(
      ([, key = '', value = '']) => [key, value] as const,
    );
    tags.push({ name, closes: slash === '/', attributes });
    rest = rest.slice(whole.length);
    if (name === 'style' && slash === '') {
      const end = rest.indexOf('</style>');
      styles.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
  }

  return { tags, styles };
}
