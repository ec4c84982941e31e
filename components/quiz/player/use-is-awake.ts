import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether the page's script runs: false in what the server sends, true as soon as a click is heard. */
export const useIsAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
