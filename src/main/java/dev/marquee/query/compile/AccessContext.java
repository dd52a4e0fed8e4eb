package dev.marquee.query.compile;

import java.util.UUID;

import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

/**
 * For whom a request is answered: how far they see, beyond what everybody does. What that
 * means for the rows of a table, the table's {@link RowPolicy} says.
 *
 * @param owner whose rows they see, if it is only those of one
 */
public record AccessContext(AccessLevel level, @Nullable UUID owner) {

	public static final AccessContext PUBLIC = new AccessContext(AccessLevel.PUBLIC, null);

	public static final AccessContext UNRESTRICTED = new AccessContext(AccessLevel.ALL, null);

	public static AccessContext ofOwner(UUID owner) {
		return new AccessContext(AccessLevel.OWN, owner);
	}

	/** Everybody, unless the context of the request says another. */
	static AccessContext from(GraphQLContext context) {
		return context.getOrDefault(AccessContext.class, PUBLIC);
	}

	/**
	 * How far somebody sees. It shapes statements, so there are few of them.
	 */
	public enum AccessLevel {

		/** What everybody sees. */
		PUBLIC,

		/** That, and whatever is theirs. */
		OWN,

		/** Everything there is. */
		ALL

	}

}
