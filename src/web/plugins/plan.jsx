import { useSyncExternalStore } from 'react';

// Requests the plan of each operation while enabled, and shows the last one: the SQL statement that the selection was compiled
// to, the types of its bind values, and PostgreSQL's execution plan.
export function planPlugin() {
  let state = { mode: 'none', plan: undefined };
  const listeners = new Set();

  function update(changes) {
    state = { ...state, ...changes };
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
    const { mode, plan } = useSyncExternalStore(subscribe, () => state);
    return (
      <section className="marquee-pane">
        <h2 className="graphiql-doc-explorer-title">Plan</h2>
        <p>
          Marquee compiles a selection to one SQL statement. To see it, choose below and run an operation. The key needs the
          scope admin.
        </p>
        <label>
          Show with each response
          <select value={mode} onChange={({ target }) => update({ mode: target.value })}>
            <option value="none">nothing</option>
            <option value="plan">the statement</option>
            <option value="explain">the statement and its execution plan</option>
          </select>
        </label>
        {plan && <Plan plan={plan} />}
      </section>
    );
  }

  return {
    plugin: { title: 'Plan', icon: Icon, content: Pane },
    /** The extensions of a request. */
    extensions: () => ({ none: {}, plan: { plan: true }, explain: { plan: 'explain' } })[state.mode],
    show: (plan) => update({ plan }),
  };
}

function Plan({ plan }) {
  if (plan.statements.length === 0) {
    return <p>No statement was executed.</p>;
  }
  return plan.statements.map(({ kind, sql, bindTypes, explain }, index) => (
    <details key={index} open>
      <summary>
        {kind}
        {explain && `, ${explain[0]['Execution Time']} ms`}
      </summary>
      <pre>{sql}</pre>
      <p>Bind types: {bindTypes.length > 0 ? bindTypes.join(', ') : 'none'}</p>
      {explain && <pre>{tree(explain[0].Plan).join('\n')}</pre>}
    </details>
  ));
}

// One line per plan node, as in psql, with its actual rows and time.
function tree(node, depth = 0) {
  const target = node['Index Name'] ?? node['Relation Name'] ?? node['CTE Name'];
  const actual = `${node['Actual Rows']} rows × ${node['Actual Loops']}, ${node['Actual Total Time']} ms`;
  const line = `${'  '.repeat(depth)}${node['Node Type']}${target ? ` on ${target}` : ''} (${actual})`;
  return [line, ...(node.Plans ?? []).flatMap((child) => tree(child, depth + 1))];
}
