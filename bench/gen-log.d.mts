/** See gen-log.mjs. */
export interface Written {
  readonly runs: number;
  readonly records: number;
  readonly bytes: number;
  /** Hash of the last record of the newest run, and its id. */
  readonly head: string;
  readonly last: string;
  readonly files: readonly string[];
  readonly each: readonly {
    readonly run: string;
    readonly operator: string;
    readonly started: string;
    readonly subject: string;
  }[];
}

export const generateLog: (stateDir: string, projectId: string, count: number, seed?: number) => Written;
