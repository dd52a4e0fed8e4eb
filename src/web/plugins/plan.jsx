import { useSyncExternalStore } from 'react';

// Asks for the plan of each request while it is switched on, and shows the last one: the SQL statement that the whole
// selection became, what is bound to it, and how PostgreSQL ran it.
export function planPlugin() {
  let state = { ask: 'no', plan: undefined };
  const listeners = new Set();

  function change(part) {
    state = { ...state, ...part };
    listeners.forEach((listener) => listener());
  }

  function subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function Icon() {
    return (
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
        <ellipse cx="12" cy="6" rx="7.5" ry="3" />
        <path d="M4.5 6v6c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3V6M4.5 12v6c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3v-6" />
      </svg>
    );
  }

  function Pane() {
    const { ask, plan } = useSyncExternalStore(subscribe, () => state);
    return (
      <section className="marquee-pane">
        <h2 className="graphiql-doc-explorer-title">Plan</h2>
        <p>A whole selection is one SQL statement. To see it, choose, and run an operation; it needs a key that may.</p>
        <label>
          With each answer show
          <select value={ask} onChange={({ target }) => change({ ask: target.value })}>
            <option value="no">nothing</option>
            <option value="plan">the statement</option>
            <option value="explain">the statement, and how PostgreSQL ran it</option>
          </select>
        </label>
        {plan && <Plan plan={plan} />}
      </section>
    );
  }

  return {
    plugin: { title: 'Plan', icon: Icon, content: Pane },
    /** What to put into the extensions of a request. */
    extensions: () => ({ no: {}, plan: { plan: true }, explain: { plan: 'explain' } })[state.ask],
    show: (plan) => change({ plan }),
  };
}

function Plan({ plan }) {
  return [plan].flat().map((part, index) => <pre key={index}>{JSON.stringify(part, null, 2)}</pre>);
}
