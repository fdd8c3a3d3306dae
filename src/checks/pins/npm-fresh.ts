import type { NodeFresh, NodeFreshRequest } from './model.js';

/** Placeholder until PB's comes. */
export const freshNode = async (_request: NodeFreshRequest): Promise<readonly NodeFresh[]> => [];
