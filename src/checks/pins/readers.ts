import type { PinsReader } from './model.js';

/** Every reader of manifests, written out by hand. */
export const readers: readonly PinsReader[] = [];
