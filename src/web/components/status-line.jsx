import { formatBytes, formatCount, formatMillis } from '../format';
import { openPane } from '../panes';
import { KeyHint } from './key-hint';
import { Messages } from './messages';

/** Below the response: how it came about, and the messages of a subscription. */
export function StatusLine({ runs, onShowPlan }) {
  const run = runs.useActive();
  if (!run?.kind) {
    return <p className="marquee-status">Press ▶ or Ctrl-Enter to run the operation.</p>;
  }
  const { answer, keyProblem, messages, received, view, kind } = run;
  const hasMessages = received > 0 || (kind === 'subscription' && view === 'messages');
  return (
    <>
      {view === 'messages' && <Messages run={run} onClear={runs.clearMessages} />}
      {keyProblem && <KeyHint problem={keyProblem} />}
      <div className="marquee-status">
        <span role="status">{answer ? <Answer {...answer} /> : describeState(run)}</span>
        <span className="marquee-actions">
          {answer && (
            <button type="button" onClick={() => (answer.statements ? onShowPlan() : openPane('Plan'))}>
              {answer.statements ? 'View plan' : 'Plan …'}
            </button>
          )}
          {hasMessages && (
            <span role="group" aria-label="View">
              <button type="button" aria-pressed={view !== 'messages'} onClick={() => runs.show('response')}>
                Response
              </button>
              <button type="button" aria-pressed={view === 'messages'} onClick={() => runs.show('messages')}>
                Messages ({formatCount(received)})
              </button>
            </span>
          )}
        </span>
      </div>
    </>
  );
}

function describeState({ kind, state, ending, received }) {
  if (state === 'done') {
    return ending;
  }
  return kind === 'subscription' ? `Subscribed, ${formatCount(received)} received` : 'Running …';
}

function Answer({ status, millis, bytes, transferred, cost, errors, requestId }) {
  const isError = status >= 400 || errors?.length > 0;
  return (
    <>
      <b className={isError ? 'marquee-failed' : 'marquee-succeeded'} title={requestId && `X-Request-Id: ${requestId}`}>
        {status}
        {errors?.length > 0 && ` with ${errors.length === 1 ? '1 error' : `${errors.length} errors`}`}
      </b>{' '}
      <span title="From the request to the last byte of the response">{formatMillis(millis)}</span>{' '}
      <span title={describeSize(bytes, transferred)}>
        {formatBytes(bytes)}
        {transferred < bytes && `, ${formatBytes(transferred)} compressed`}
      </span>{' '}
      {cost && (
        <span title={describeCost(cost)}>
          cost {formatCount(cost.actual ?? cost.requested)}
          {cost.actual < cost.requested && ` of at most ${formatCount(cost.requested)}`}
        </span>
      )}
    </>
  );
}

function describeSize(bytes, transferred) {
  const compressed = transferred < bytes ? `, sent as ${formatCount(transferred)} bytes` : '';
  return `${formatCount(bytes)} bytes of JSON${compressed}`;
}

function describeCost({ requested, actual, limit, remaining }) {
  const parts = [`At most ${formatCount(requested)} points, computed before the operation ran`];
  if (actual !== undefined) {
    parts.push(`${formatCount(actual)} points for what it returned`);
  }
  if (limit !== undefined) {
    parts.push(`${formatCount(remaining)} of ${formatCount(limit)} points are left`);
  }
  return parts.join('; ');
}
