import type { View } from './screen.js';

/** Id of the item that an answer is being typed or chosen to. */
export function typedAbout(view: View): string | undefined {
  const key =
    view.type === 'choice'
      ? view.filling.key
      : view.type === 'input' && 'key' in view.purpose
        ? view.purpose.key
        : undefined;
  return key?.split('/')[0];
}
