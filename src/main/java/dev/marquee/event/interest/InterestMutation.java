package dev.marquee.event.interest;

import java.util.Map;
import java.util.UUID;

import dev.marquee.event.Events;
import dev.marquee.event.VisibleEvents;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.query.compile.AccessContext;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

/**
 * The mutations {@code expressInterest} and {@code withdrawInterest}. Both are
 * idempotent.
 *
 * @param name the name of the mutation
 * @param interestChange adds or removes the interest
 */
record InterestMutation(String name, VisibleEvents events, InterestChange interestChange) implements Mutation {

	private static final String EVENT_ID_FIELD = "eventId";

	@Override
	public Scope scope() {
		return Scope.INTERESTS_OWN;
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		UUID event = input.key(EVENT_ID_FIELD, Events.ID_PREFIX);
		byte[] visitorHash = VisitorHash.of(input, viewer);
		if (event == null || !input.isValid()) {
			return MutationResult.EMPTY;
		}
		if (!this.events.lockIfVisible(event, viewer.accessContext())) {
			input.rejectValue(EVENT_ID_FIELD, UserErrorCode.NOT_FOUND, "Unknown id.");
			return MutationResult.EMPTY;
		}
		return new MutationResult(Map.of("event", event, "changed", this.interestChange.apply(event, visitorHash)));
	}

	/** The payload shows the event to the visitor. */
	@Override
	public AccessContext payloadAccess(Input input, Viewer viewer) {
		return VisitorHash.visitor(input, viewer).accessContext();
	}

	/**
	 * Adds or removes the interest of a visitor in an event; returns whether anything
	 * changed.
	 */
	interface InterestChange {

		boolean apply(UUID event, byte[] visitorHash);

	}

}
