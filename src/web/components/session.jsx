import { useGraphiQL } from '@graphiql/react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { clearLink, readLink } from '../link';
import { describeTabs, useOpenOperation } from '../tabs';

/** Follows the active tab, and opens the operation of a deep link. It renders nothing. */
export function Session({ runs }) {
  const { tabs, activeTabIndex, queryEditor, variableEditor } = useGraphiQL((state) => ({
    tabs: state.tabs,
    activeTabIndex: state.activeTabIndex,
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));
  const isReady = Boolean(queryEditor && variableEditor);
  const openOperation = useRef(null);
  openOperation.current = useOpenOperation();
  const activeTab = tabs[activeTabIndex]?.id;
  const openTabs = tabs.map(({ id }) => id).join(' ');

  useLayoutEffect(() => runs.activate(activeTab, openTabs.split(' ')), [runs, activeTab, openTabs]);

  useLayoutEffect(describeTabs, [activeTab, openTabs]);

  // Otherwise the active one of many tabs may be out of sight.
  useEffect(() => {
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeTab, openTabs, isReady]);

  useEffect(() => queryEditor?.updateOptions({ wordWrap: 'on' }), [queryEditor]);

  useEffect(() => {
    if (!isReady) {
      return undefined;
    }
    function open() {
      const link = readLink(location);
      if (link) {
        openOperation.current(link);
        clearLink();
      }
    }
    open();
    addEventListener('hashchange', open);
    return () => removeEventListener('hashchange', open);
  }, [isReady]);

  return null;
}
