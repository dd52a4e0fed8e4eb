import { planNodes } from '../explain';
import { formatMillis } from '../format';
import { createStore } from '../store';

const EXTENSIONS = { none: {}, plan: { plan: true }, explain: { plan: 'explain' } };

// Requests the plan of each operation while enabled, and summarizes it: the SQL statements that the selection was compiled to,
// and PostgreSQL's execution plans. The whole plan is in a dialog.
export function planPlugin(runs, onShow) {
  const mode = createStore('none');

  function Icon() {
    return (
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
        <ellipse cx="12" cy="6" rx="7.5" ry="3" />
        <path d="M4.5 6v6c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3V6M4.5 12v6c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3v-6" />
      </svg>
    );
  }

  function Pane() {
    const selected = mode.use();
    const answer = runs.useActive()?.answer;
    return (
      <section className="marquee-pane">
        <h2 className="graphiql-doc-explorer-title">Plan</h2>
        <p>
          Marquee compiles the selection of a field to one SQL statement. Choose what to show, then run an operation. The API key
          needs the scope <code>admin</code>.
        </p>
        <label>
          Show with each response
          <select value={selected} onChange={({ target }) => mode.set(target.value)}>
            <option value="none">nothing</option>
            <option value="plan">the statement</option>
            <option value="explain">the statement and its execution plan</option>
          </select>
        </label>
        {answer?.statements ? (
          <Summary statements={answer.statements} />
        ) : (
          <p className="marquee-hint">
            <span>
              {selected === 'none'
                ? 'Responses come without their plan: choose “the statement and its execution plan” above.'
                : answer && !answer.errors
                  ? 'The last response came without its plan: run the operation again.'
                  : 'Run an operation to see its plan.'}
            </span>
          </p>
        )}
      </section>
    );
  }

  function Summary({ statements }) {
    return (
      <>
        <ol className="marquee-statements">
          {statements.map((statement, index) => (
            <li key={index}>{summarize(statement)}</li>
          ))}
        </ol>
        <button type="button" className="graphiql-button" onClick={onShow}>
          View plan
        </button>
      </>
    );
  }

  return {
    plugin: { title: 'Plan', icon: Icon, content: Pane },
    /** The extensions of a request. */
    extensions: () => EXTENSIONS[mode.get()],
  };
}

function summarize({ kind, explain }) {
  if (!explain) {
    return `Statement (${kind})`;
  }
  const { name, ownMillis } = planNodes(explain).find(({ isHottest }) => isHottest);
  return `Statement (${kind}): ${formatMillis(explain[0]['Execution Time'])}, most of it in ${name} (${formatMillis(ownMillis)})`;
}
