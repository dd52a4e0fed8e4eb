package dev.marquee.event.interest;

import java.util.Map;
import java.util.UUID;

import dev.marquee.event.Events;
import dev.marquee.event.VisibleEvents;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

/**
 * Says that somebody is interested in an event, or no longer. Saying it again changes
 * nothing.
 *
 * @param name the mutation's
 * @param interestChange what it does
 */
record ChangeInterest(String name, VisibleEvents events, InterestChange interestChange) implements Mutation {

	private static final String EVENT_ID_FIELD = "eventId";

	@Override
	public Scope scope() {
		return Scope.INTERESTS_WRITE;
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		UUID event = input.key(EVENT_ID_FIELD, Events.ID_PREFIX);
		byte[] visitorHash = VisitorHash.of(input, viewer);
		if (event == null || !input.isValid()) {
			return MutationResult.EMPTY;
		}
		if (!this.events.lockIfVisible(event, viewer.accessContext())) {
			input.rejectValue(EVENT_ID_FIELD, UserErrorCode.NOT_FOUND, "There is no event with this id.");
			return MutationResult.EMPTY;
		}
		return new MutationResult(Map.of("event", event, "changed", this.interestChange.apply(event, visitorHash)));
	}

	/**
	 * What is done to the interest of a person in an event; tells whether that made a
	 * difference.
	 */
	interface InterestChange {

		boolean apply(UUID event, byte[] visitorHash);

	}

}
