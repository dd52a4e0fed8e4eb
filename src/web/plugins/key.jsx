import { useState } from 'react';

const SCOPES = [
  ['events:write', 'create and change events, venues and organizers'],
  ['interests:write', 'add and remove the interest of visitors'],
  ['listings:import', 'import documents'],
  ['admin', 'show plans, and administer Marquee'],
];

// Every request and subscription of this page carries the API key entered here.
export function keyPlugin(storage, runs) {
  const stored = () => storage.getItem('key') ?? '';

  function Icon() {
    return (
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
        <circle cx="8" cy="15" r="4.5" />
        <path d="M11.5 11.5 20 3m-4.5 4.5 3 3" />
      </svg>
    );
  }

  function Pane() {
    const [key, setKey] = useState(stored);
    const missingScope = runs.useActive()?.keyProblem?.scope;

    function change({ target }) {
      // The server prints the key within a sentence; if that is pasted, extract the key.
      const value = target.value.match(/mrq_\w+|eyJ[\w.-]+/)?.[0] ?? target.value.trim();
      storage.setItem('key', value);
      setKey(value);
    }

    return (
      <section className="marquee-pane">
        <h2 className="graphiql-doc-explorer-title">Key</h2>
        <p>Reading needs no API key, mutations do. Paste the one that the server printed when it started:</p>
        <label>
          API key
          <input type="password" autoComplete="off" spellCheck="false" value={key} onChange={change} />
        </label>
        <p role="status">
          {key
            ? 'Every request of this page carries this API key. It is stored in this browser only, and never part of a shared link.'
            : 'Requests of this page carry no API key.'}
        </p>
        {key && (
          <button type="button" className="graphiql-button" onClick={() => change({ target: { value: '' } })}>
            Remove the API key
          </button>
        )}
        {missingScope && (
          <p className="marquee-hint">
            <span>
              The last operation needs the scope <code>{missingScope}</code>.
            </span>
          </p>
        )}
        <p>Or create one with the scopes that you need. A token (JWT) of the server's issuer works, too.</p>
        <pre>java -jar marquee.jar key create --name me --scope {missingScope ?? 'events:write'}</pre>
        <dl>
          {SCOPES.map(([scope, purpose]) => (
            <div key={scope}>
              <dt>
                <code>{scope}</code>
              </dt>
              <dd>{purpose}</dd>
            </div>
          ))}
        </dl>
      </section>
    );
  }

  return {
    plugin: { title: 'Key', icon: Icon, content: Pane },
    /** The Authorization header, or no header without a key. */
    headers: () => (stored() ? { Authorization: `Bearer ${stored()}` } : {}),
  };
}
