import { useSyncExternalStore } from 'react';
import { Lines } from '../components/Lines.js';
import type { BrowserStore } from './browser-store.js';
import { browserView, type ViewContext } from './browser-view.js';

type Props = {
  readonly store: Pick<BrowserStore, 'snapshot' | 'subscribe'>;
  readonly context: ViewContext;
};

/** The audit log on the whole screen. */
export function BrowserApp({ store, context }: Props) {
  const state = useSyncExternalStore(store.subscribe, store.snapshot);
  return <Lines lines={browserView(state, context)} marks={context.marks} />;
}
