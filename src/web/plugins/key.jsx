import { useState } from 'react';

// The one place for a key: every request and every subscription of this page carries it.
export function keyPlugin(storage) {
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

    function change({ target }) {
      // Whoever pastes the whole header, as the server prints it, means the key in it.
      const value = target.value.match(/mrq_\w+|eyJ[\w.-]+/)?.[0] ?? target.value.trim();
      storage.setItem('key', value);
      setKey(value);
    }

    return (
      <section className="marquee-pane">
        <h2 className="graphiql-doc-explorer-title">Key</h2>
        <p>Reading needs none. To write, paste the key that the server printed when it started, or one made by</p>
        <pre>java -jar marquee.jar key create --name me --scope events:write</pre>
        <label>
          API key or token
          <input type="password" autoComplete="off" spellCheck="false" value={key} onChange={change} />
        </label>
        <p>{key ? 'Every request of this page carries it. It stays in this browser.' : 'Requests are sent without a key.'}</p>
        {key && (
          <button type="button" className="graphiql-button" onClick={() => change({ target: { value: '' } })}>
            Forget it
          </button>
        )}
      </section>
    );
  }

  return {
    plugin: { title: 'Key', icon: Icon, content: Pane },
    /** The header that carries the key, if there is one. */
    headers: () => (stored() ? { Authorization: `Bearer ${stored()}` } : {}),
  };
}
