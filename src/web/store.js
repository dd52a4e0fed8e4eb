import { useSyncExternalStore } from 'react';

/** A value that components can subscribe to with `use`. */
export function createStore(initial) {
  let value = initial;
  const listeners = new Set();

  function subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return {
    get: () => value,
    set(changed) {
      value = changed;
      listeners.forEach((listener) => listener());
    },
    use: () => useSyncExternalStore(subscribe, () => value),
  };
}
