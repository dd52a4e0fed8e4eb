import { useMutation, useQuery } from '@apollo/client/react';
import { SetInterestDocument, ViewerDocument } from './gql/graphql';

/** Shows the change at once, before the server has answered; an error takes it back. */
export function InterestedButton({ event: { id, interestedCount } }: { event: { id: string; interestedCount: number } }) {
  const viewer = useQuery(ViewerDocument, { variables: { id }, fetchPolicy: 'cache-and-network' });
  const [change, { error = viewer.error }] = useMutation(SetInterestDocument, { onError: () => undefined });
  const wasInterested = viewer.data?.event?.viewerIsInterested ?? false;
  const isInterested = !wasInterested;
  const count = interestedCount + (isInterested ? 1 : -1);
  const event = { __typename: 'Event' as const, id, interestedCount: count, viewerIsInterested: isInterested };
  const changed = isInterested
    ? { expressInterest: { __typename: 'ExpressInterestPayload' as const, event } }
    : { withdrawInterest: { __typename: 'WithdrawInterestPayload' as const, event } };
  const toggle = () => change({ variables: { id, isInterested }, optimisticResponse: { __typename: 'Mutation', ...changed } });
  return (
    <div>
      <button className="interested" aria-pressed={wasInterested} disabled={!viewer.data} onClick={toggle}>
        {wasInterested ? '★' : '☆'} Interested · {interestedCount}
      </button>
      {error && <p role="alert">{error.message}</p>}
    </div>
  );
}
