// The fragments and operations of a page with Relay's hooks. Only the Relay compiler reads this file.
import { graphql } from 'relay-runtime';

graphql`
  query ListingsQuery {
    ...Listings_events
  }
`;

graphql`
  fragment Listings_events on Query
  @refetchable(queryName: "ListingsPaginationQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 3 }, after: { type: "String" }) {
    events(first: $first, after: $after, orderBy: { field: NAME }) @connection(key: "Listings_events") {
      edges {
        node {
          id
          ...Listings_event
        }
      }
    }
  }
`;

graphql`
  fragment Listings_event on Event @refetchable(queryName: "ListingsEventQuery") {
    name
    start {
      instant
    }
    tickets {
      price {
        amount
        currency
      }
    }
  }
`;

graphql`
  mutation ListingsRenameMutation($input: UpdateEventInput!) {
    updateEvent(input: $input) {
      event {
        ...Listings_event
      }
      userErrors {
        field
        code
      }
    }
  }
`;

graphql`
  subscription ListingsChangesSubscription($after: String) {
    eventChanges(after: $after) {
      kind
      event {
        ...Listings_event
      }
    }
  }
`;
