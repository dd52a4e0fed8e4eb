import { openPane } from '../panes';

/** Says which API key an operation needs, and leads to the pane where it is entered. */
export function KeyHint({ problem: { code, message, scope } }) {
  return (
    <p className="marquee-hint" role="alert">
      <span>
        {scope ? (
          <>
            {code === 'FORBIDDEN' ? 'The API key of this page does not have' : 'This needs an API key that has'} the scope{' '}
            <code>{scope}</code>.
          </>
        ) : (
          message
        )}
      </span>
      <button type="button" onClick={() => openPane('Key')}>
        Open the pane Key
      </button>
    </p>
  );
}
