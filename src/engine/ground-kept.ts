/** How the keeping of a host's state went; `why` is sanitised. */
export type GroundKept =
  | { readonly host: string; readonly kept: true }
  | { readonly host: string; readonly why: string };
