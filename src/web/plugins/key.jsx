import { useState } from 'react';

// Every request and subscription of this page carries the key entered here.
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
      // The server prints the key as a whole header; if that is pasted, extract the key.
      const value = target.value.match(/mrq_\w+|eyJ[\w.-]+/)?.[0] ?? target.value.trim();
      storage.setItem('key', value);
      setKey(value);
    }

    return (
      <section className="marquee-pane">
        <h2 className="graphiql-doc-explorer-title">Key</h2>
        <p>Reading needs no key. To write, paste the key that the server printed at startup, or create one with</p>
        <pre>java -jar marquee.jar key create --name me --scope events:write</pre>
        <label>
          API key or token
          <input type="password" autoComplete="off" spellCheck="false" value={key} onChange={change} />
        </label>
        <p>{key ? 'Every request of this page carries the key. It is stored in this browser only.' : 'Requests are sent without a key.'}</p>
        {key && (
          <button type="button" className="graphiql-button" onClick={() => change({ target: { value: '' } })}>
            Remove the key
          </button>
        )}
      </section>
    );
  }

  return {
    plugin: { title: 'Key', icon: Icon, content: Pane },
    /** The Authorization header, or no header without a key. */
    headers: () => (stored() ? { Authorization: `Bearer ${stored()}` } : {}),
  };
}
