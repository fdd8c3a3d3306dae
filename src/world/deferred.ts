/** A promise that is settled from outside: what it waits for is told by somebody's call. */
export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/** What `Promise.withResolvers` is from Node 22 on. */
export function deferred<Value>(): Deferred<Value> {
  let resolve: Deferred<Value>['resolve'] = () => undefined;
  let reject: Deferred<Value>['reject'] = () => undefined;
  const promise = new Promise<Value>((take, refuse) => {
    [resolve, reject] = [take, refuse];
  });
  return { promise, resolve, reject };
}
