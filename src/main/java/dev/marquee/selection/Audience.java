package dev.marquee.selection;

import java.util.UUID;

import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

/**
 * For whom a request is answered: how far they see, beyond what everybody does. What that
 * means for the rows of a table, the table's {@link Visibility} says.
 *
 * @param owner whose rows they see, if it is only those of one
 */
public record Audience(Reach reach, @Nullable UUID owner) {

	public static final Audience PUBLIC = new Audience(Reach.PUBLIC, null);

	public static final Audience EVERYTHING = new Audience(Reach.EVERYTHING, null);

	public static Audience owning(UUID owner) {
		return new Audience(Reach.OWN, owner);
	}

	/** Everybody, unless the context of the request says another. */
	static Audience of(GraphQLContext context) {
		return context.getOrDefault(Audience.class, PUBLIC);
	}

	/**
	 * How far somebody sees. It shapes statements, so there are few of them.
	 */
	public enum Reach {

		/** What everybody sees. */
		PUBLIC,

		/** That, and whatever is theirs. */
		OWN,

		/** Everything there is. */
		EVERYTHING

	}

}
