import type { PinsReader } from './model.js';
import { requirements } from './requirements.js';

/** Every reader of manifests, written out by hand. */
export const readers: readonly PinsReader[] = [requirements];
