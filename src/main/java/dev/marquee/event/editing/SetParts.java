package dev.marquee.event.editing;

import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

/**
 * Replaces all parts of one kind that an event has.
 *
 * @param name the mutation's
 * @param read what an input says they are
 * @param replace makes them those of the event
 */
record SetParts<P>(String name, EditedEvents events, Function<Input, List<P>> read,
		BiConsumer<UUID, List<P>> replace) implements Mutation {

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		return this.events.edit(input, viewer, (event) -> {
			List<P> parts = this.read.apply(input);
			if (input.isValid()) {
				this.replace.accept(event.getId(), parts);
			}
		});
	}

}
