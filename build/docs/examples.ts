import { parse } from 'yaml';

/** The YAML blocks of a page, in its order. */
export const yamlBlocks = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text]) => text ?? '');

/** A fragment of a checklist made whole, so that it can be read. */
export const wholeChecklist = (fragment: string): string =>
  [
    /^shipit:/m.test(fragment) ? '' : 'shipit: 1\napp: shop\n',
    fragment,
    /^checks:|^extends:/m.test(fragment) ? '' : 'checks: [release]\n',
    /^deploy:/m.test(fragment) ? '' : 'deploy: make deploy\n',
  ].join('');

/** What stands under a kind in the first item of it: `{}` where it takes all defaults. Undefined without such an item. */
export function optionsIn(fragment: string, kind: string): unknown {
  const { checks, after } = (parse(fragment) ?? {}) as { readonly checks?: unknown; readonly after?: unknown };
  const items = [checks, after].flatMap((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []));
  for (const item of items) {
    if (item === kind) {
      return {};
    }
    if (typeof item === 'object' && item !== null && kind in item) {
      return withoutFacets(Reflect.get(item, kind) ?? {});
    }
  }
  return undefined;
}

function withoutFacets(options: unknown): unknown {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    return options;
  }
  return Object.fromEntries(Object.entries(options).filter(([key]) => key !== 'facets'));
}
