import { safeJson } from '../audit/record.js';
import { exitCodes } from '../errors.js';
import { patchesJson, patchesText } from '../review/patch-list.js';
import type { CommandContext } from './context.js';
import { openPatchPlace } from './patch-place.js';

export interface PatchListOptions {
  readonly file?: string | undefined;
  readonly json: boolean;
}

/** Lists the register of patches, of all targets. @returns the exit code */
export async function patchList(context: CommandContext, { file, json }: PatchListOptions): Promise<number> {
  const { register, shown, today } = await openPatchPlace(context, { file });
  const columns = context.stdout.isTTY ? context.stdout.columns || 80 : 1000;
  context.stdout.write(
    json
      ? `${safeJson(patchesJson(register.list, shown, today))}\n`
      : patchesText(register.list, shown, today, columns),
  );
  return exitCodes.ok;
}
