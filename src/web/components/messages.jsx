import { useState } from 'react';
import { formatCount } from '../format';
import { CopyButton } from './copy-button';

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** The messages of a subscription, newest first; the newest is open. */
export function Messages({ run: { messages, received }, onClear }) {
  if (received === 0) {
    return <p className="marquee-messages marquee-empty">Subscribed. Messages appear here as they arrive, newest first.</p>;
  }
  const dropped = received - messages.length;
  return (
    <section className="marquee-messages" aria-label="Messages">
      <header>
        <span>
          {formatCount(received)} {received === 1 ? 'message' : 'messages'}, newest first
          {dropped > 0 && ` (the last ${formatCount(messages.length)} are kept)`}
        </span>
        <CopyButton text={() => `[${messages.map(({ text }) => text).join(',\n')}]`} label="Copy all" />
        <button type="button" onClick={onClear}>
          Clear
        </button>
      </header>
      <ol reversed start={received}>
        {messages.map((message, index) => (
          <Message key={message.number} message={message} isNewest={index === 0} />
        ))}
      </ol>
    </section>
  );
}

function Message({ message: { number, at, summary, text }, isNewest }) {
  const [toggled, setToggled] = useState(undefined);
  const isOpen = toggled ?? isNewest;

  function toggle(event) {
    event.preventDefault();
    setToggled(!isOpen);
  }

  return (
    <li>
      <details open={isOpen}>
        <summary onClick={toggle}>
          <b>{number}</b> <time dateTime={at.toISOString()}>{time.format(at)}</time> <span>{summary}</span>
        </summary>
        <pre tabIndex={0}>{text}</pre>
      </details>
    </li>
  );
}
