import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { makePgService } from "postgraphile/adaptors/pg";
import { jsonParse } from "postgraphile/@dataplan/json";
import { context, get, listen } from "postgraphile/grafast";
import { extendSchema, gql } from "postgraphile/utils";
import plain from "./graphile.config.mjs";

// Reads the event for each subscriber on each notification.
const EventChanges = extendSchema((build) => {
  const { event } = build.pgResources;
  return {
    typeDefs: gql`
      extend type Subscription {
        eventChanges: EventChange
      }
      type EventChange {
        cursor: String
        kind: String
        event: Event
      }
    `,
    objects: {
      Subscription: {
        plans: {
          eventChanges: {
            subscribePlan: () => listen(context().get("pgSubscriber"), "bench_event", jsonParse),
            plan: ($change) => $change,
          },
        },
      },
      EventChange: {
        plans: {
          cursor: ($change) => get($change, "cursor"),
          kind: ($change) => get($change, "kind"),
          event: ($change) => event.get({ id: get($change, "id") }),
        },
      },
    },
  };
});

// The benchmark sends this signal to measure memory after a garbage collection.
process.on("SIGUSR2", () => {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
});

export default {
  ...plain,
  plugins: [EventChanges],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ["public"],
      pubsub: true,
      poolConfig: { max: Number(process.env.POOL_SIZE) },
    }),
  ],
  grafserv: { ...plain.grafserv, websockets: true },
};
