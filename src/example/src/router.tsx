import { useSyncExternalStore, type ComponentProps, type MouseEvent } from 'react';

function subscribe(listener: () => void) {
  addEventListener('popstate', listener);
  return () => removeEventListener('popstate', listener);
}

export const useAddress = () => new URL(useSyncExternalStore(subscribe, () => location.href));

/** Shows another page, or the same with other parameters, which gets no entry of its own in the history. */
export function navigate(to: string) {
  const isSamePage = new URL(to, location.href).pathname === location.pathname;
  history[isSamePage ? 'replaceState' : 'pushState'](null, '', to);
  dispatchEvent(new PopStateEvent('popstate'));
  if (!isSamePage) scrollTo(0, 0);
}

export function Link(props: ComponentProps<'a'> & { href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(props.href);
  };
  return <a {...props} onClick={follow} />;
}
