package dev.marquee.event.interest;

import java.util.Map;
import java.util.UUID;

import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.event.Events;
import dev.marquee.event.SeenEvents;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.UserErrorCode;
import dev.marquee.writing.Written;

/**
 * Says that somebody is interested in an event, or no longer. Saying it again changes
 * nothing.
 *
 * @param name the mutation's
 * @param change what it does
 */
record ChangeInterest(String name, SeenEvents events, Change change) implements Mutation {

	private static final String EVENT = "eventId";

	@Override
	public Scope scope() {
		return Scope.INTERESTS_WRITE;
	}

	@Override
	public Written execute(Input input, Viewer viewer) {
		UUID event = input.key(EVENT, Events.ID_PREFIX);
		byte[] person = Visitor.hash(input, viewer);
		if (event == null || !input.isFine()) {
			return Written.NOTHING;
		}
		if (!this.events.hold(event, viewer.audience())) {
			input.refuse(EVENT, UserErrorCode.NOT_FOUND, "There is no event with this id.");
			return Written.NOTHING;
		}
		return new Written(Map.of("event", event, "changed", this.change.apply(event, person)));
	}

	/**
	 * What is done to the interest of a person in an event; tells whether that made a
	 * difference.
	 */
	interface Change {

		boolean apply(UUID event, byte[] person);

	}

}
