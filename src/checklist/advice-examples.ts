import { type Advice, type AdviceContext, listed } from './advice-request.js';
import { itemsOf, type Tree } from './tree.js';

/**
 * A bundled checklist is a whole one, with addresses of nobody (`.test`, RFC 2606): taken over as they are, they would be
 * asked, and answer for nothing.
 */
export function adviseOnExamples({ items, tree, at }: AdviceContext): readonly Advice[] {
  const left = items.flatMap(({ item, node }) => {
    const [address] = examplesIn(node);
    return address === undefined ? [] : [{ id: item.id, address }];
  });
  const [first] = left;
  return first === undefined || !tree.entries.has('extends')
    ? []
    : [
        {
          rule: 'example-address',
          message: `${listed(left.map(({ id }) => id))} ${left.length === 1 ? 'has' : 'have'} an address of the bundled checklist: ${first.address}`,
          place: at('extends'),
          hint: 'write your own under the same id, or turn the item off with `level: off`',
        },
      ];
}

function examplesIn(tree: Tree): readonly string[] {
  switch (tree.type) {
    case 'scalar':
      return tree.place.file.startsWith('shipit:') ? (/https?:\/\/[^/\s"']+\.test\b/.exec(tree.source) ?? []) : [];
    case 'list':
      return itemsOf(tree).flatMap(examplesIn);
    case 'dict':
      return [...tree.entries.values()].flatMap(({ value }) => examplesIn(value));
  }
}
