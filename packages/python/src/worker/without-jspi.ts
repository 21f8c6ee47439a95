/**
 * Takes JSPI away from this worker, so that Pyodide starts as in a browser that does not have it: there is one way of blocking,
 * and it can be tried out in any browser.
 */
export function removeJspi(): void {
  for (const name of ["Suspending", "promising", "SuspendError"]) Reflect.deleteProperty(WebAssembly, name);
}
