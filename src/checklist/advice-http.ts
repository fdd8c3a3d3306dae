import type { Advice, AdviceContext } from './advice-request.js';
import type { Tree } from './tree.js';

/** Evidence over plain http can be changed by anybody on the way. */
export const adviseOnHttp = ({ tree }: AdviceContext): readonly Advice[] =>
  addresses(tree, undefined)
    .filter(({ text }) => isOpenHttp(text))
    .map(({ place }) => ({
      rule: 'plain-http',
      message: 'what is asked over http can be answered by anybody on the way',
      place,
      hint: 'write https://',
    }));

interface Address {
  readonly text: string;
  readonly place: Tree['place'];
}

/** What stands under a key `url`, and every calendar address. */
function addresses(tree: Tree, key: string | undefined): readonly Address[] {
  if (tree.type === 'list') {
    return tree.items.flatMap((item) => addresses(item, key));
  }
  if (tree.type === 'dict') {
    return [...tree.entries].flatMap(([name, { value }]) => addresses(value, name));
  }
  const ics = /^\s*ics:(.*)$/i.exec(tree.source)?.[1];
  const text = ics ?? (key === 'url' ? tree.source : undefined);
  return text === undefined ? [] : [{ text: text.trim(), place: tree.place }];
}

/** On this machine there is nobody on the way. */
function isOpenHttp(text: string): boolean {
  if (!/^http:\/\//i.test(text) || !URL.canParse(text)) {
    return false;
  }
  const { hostname } = new URL(text);
  return !/^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/i.test(hostname);
}
