import { exampleGroups } from '../examples';
import { closePane } from '../panes';
import { isPhone } from '../phone';
import { useOpenOperation } from '../tabs';

const groups = exampleGroups();

/** The first example, for the first tab. */
export const firstExample = groups[0].examples[0];

export const examplesPlugin = { title: 'Examples', icon: Icon, content: Pane };

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
      <path d="M4 5.5h5M4 12h5M4 18.5h5M12.5 5.5H20M12.5 12H20M12.5 18.5H20" />
    </svg>
  );
}

function Pane() {
  const openOperation = useOpenOperation();

  function open(example) {
    openOperation(example);
    if (isPhone()) {
      closePane();
    }
  }

  return (
    <section className="marquee-pane marquee-examples">
      <h2 className="graphiql-doc-explorer-title">Examples</h2>
      <p>Operations that run on the data of this server. Each opens in a tab.</p>
      {groups.map(({ title, examples }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <ul>
            {examples.map((example) => (
              <li key={example.title}>
                <button type="button" onClick={() => open(example)}>
                  <b>{example.title}</b>
                  {example.kind !== 'query' && <i>{example.kind}</i>}
                  <span>{withCode(example.description)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

/** Shows the parts of a text between backticks as code. */
function withCode(text) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}
