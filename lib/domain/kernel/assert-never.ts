/** Makes a `switch` total: the compiler refuses a call while a case is unhandled. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
