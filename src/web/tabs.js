import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { parse } from 'graphql';

/** Returns a function that shows an operation: in its tab if it is open, otherwise in an empty or a new one. */
export function useOpenOperation() {
  const { addTab, changeTab, stop } = useGraphiQLActions();
  const { tabs, activeTabIndex, queryEditor, variableEditor } = useGraphiQL((state) => ({
    tabs: state.tabs,
    activeTabIndex: state.activeTabIndex,
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));

  return function openOperation({ query, variables = '', operationName }) {
    const open = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? '') === variables);
    if (open < 0) {
      if (queryEditor.getValue().trim()) {
        stop();
        addTab();
      }
      queryEditor.setValue(query);
      variableEditor.setValue(variables);
    } else if (open !== activeTabIndex) {
      changeTab(open);
    }
    placeCursor(queryEditor, query, operationName);
  };
}

/** Ctrl-Enter runs the operation at the cursor. */
function placeCursor(editor, query, operationName) {
  const start = operationName ? findOperation(query, operationName)?.loc.start : undefined;
  if (start !== undefined) {
    editor.setPosition(editor.getModel().getPositionAt(start));
    editor.revealPositionInCenterIfOutsideViewport(editor.getPosition());
  }
}

function findOperation(query, operationName) {
  try {
    return parse(query).definitions.find(({ kind, name }) => kind === 'OperationDefinition' && name?.value === operationName);
  } catch {
    return undefined;
  }
}

/**
 * Corrects what GraphiQL tells screen readers: its tabs are elements with the role `tab` that contain buttons, which such programs
 * cannot reach. Here they are a list of buttons, one of which is the current one, within the main part of the page.
 */
export function describeTabs() {
  document.querySelector('.graphiql-main')?.setAttribute('role', 'main');
  const list = document.querySelector('.graphiql-tabs');
  list?.setAttribute('role', 'list');
  document.getElementById('graphiql-session')?.setAttribute('role', 'region');
  for (const tab of list?.querySelectorAll('.graphiql-tab') ?? []) {
    tab.setAttribute('role', 'listitem');
    tab.removeAttribute('aria-selected');
    const isActive = tab.classList.contains('graphiql-tab-active');
    tab.querySelector('.graphiql-tab-button')?.setAttribute('aria-current', isActive);
  }
}
