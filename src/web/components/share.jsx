import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import { useState } from 'react';
import { copy } from '../landing/copy';
import { createLink } from '../link';

const SHOWN_MILLIS = 2000;

/** Copies a link to the operation and its variables; it contains neither the key nor headers. */
export function Share() {
  const { queryEditor, variableEditor, operationName } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    operationName: state.operations?.length > 1 ? state.operationName : undefined,
  }));
  const [isCopied, setCopied] = useState(false);

  async function share() {
    const query = queryEditor.getValue();
    const variables = variableEditor.getValue();
    await copy(createLink({ query, variables, operationName }));
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MILLIS);
  }

  return (
    <ToolbarButton label={isCopied ? 'Link copied' : 'Share: copy a link to this operation'} onClick={share}>
      <svg
        className="graphiql-toolbar-icon"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        aria-hidden="true"
      >
        {isCopied ? (
          <path d="m5 12.5 4.5 4.5L19 7" strokeLinejoin="round" />
        ) : (
          <>
            <path d="M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3" />
            <path d="M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.1-1.1" />
          </>
        )}
      </svg>
    </ToolbarButton>
  );
}
