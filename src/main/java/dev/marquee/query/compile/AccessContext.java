package dev.marquee.query.compile;

import java.util.UUID;

import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

/**
 * The access rights of a request: which rows it sees in addition to public ones. A
 * table's {@link RowPolicy} defines what that means for its rows.
 *
 * @param owner the owner whose rows are visible with {@link AccessLevel#OWN}; otherwise
 * null
 * @param person identifies the person on whose behalf the request is sent, and who sees
 * what belongs to them; null if the request names no person
 */
public record AccessContext(AccessLevel level, @Nullable UUID owner, @Nullable String person) {

	public static final AccessContext PUBLIC = new AccessContext(AccessLevel.PUBLIC, null, null);

	public static final AccessContext UNRESTRICTED = new AccessContext(AccessLevel.ALL, null, null);

	public static AccessContext ofOwner(UUID owner) {
		return new AccessContext(AccessLevel.OWN, owner, null);
	}

	/** The same access on behalf of a person. */
	public AccessContext withPerson(String person) {
		return new AccessContext(this.level, this.owner, person);
	}

	/** The access context of a request; {@link #PUBLIC} by default. */
	static AccessContext from(GraphQLContext context) {
		return context.getOrDefault(AccessContext.class, PUBLIC);
	}

	/**
	 * Which rows are visible. Each level has statements of its own, so there are few of
	 * them.
	 */
	public enum AccessLevel {

		/** Public rows. */
		PUBLIC,

		/** Public rows and those of the owner. */
		OWN,

		/** All rows. */
		ALL

	}

}
