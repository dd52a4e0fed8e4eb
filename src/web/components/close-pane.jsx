import { CloseIcon, useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';
import { closePane } from '../panes';
import { isPhone } from '../phone';

/** The control that closes a pane on a phone, where panes cover the page. */
export function ClosePane() {
  const pane = useGraphiQL((state) => state.visiblePlugin);

  useEffect(() => {
    if (!pane) {
      return undefined;
    }
    const close = (event) => {
      if (event.key === 'Escape' && isPhone() && !event.defaultPrevented) {
        closePane();
      }
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [pane]);

  return (
    pane && (
      <button type="button" className="marquee-close-pane" onClick={closePane}>
        <CloseIcon aria-hidden="true" /> Close {pane.title}
      </button>
    )
  );
}
