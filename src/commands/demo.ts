import type { CommandContext } from './context.js';

export interface DemoOptions {
  readonly play: boolean;
}

export async function demo(_context: CommandContext, _options: DemoOptions): Promise<number> {
  throw new Error('being written');
}
