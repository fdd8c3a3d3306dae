import type { LockChange, PinsPart } from './model.js';

/** Placeholder until PB's comes. */
export const diffLocked = (_before: readonly PinsPart[], _after: readonly PinsPart[]): readonly LockChange[] => [];
