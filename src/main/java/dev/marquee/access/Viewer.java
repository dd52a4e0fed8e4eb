package dev.marquee.access;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import dev.marquee.graphql.Forbidden;
import dev.marquee.graphql.Unauthenticated;
import dev.marquee.selection.Audience;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

/**
 * Who a request comes from, and what they may do.
 *
 * @param subject who it is, unique within the kind; for the audit trail
 * @param organizer the only organizer whose events they may write; null when they are not
 * bound to one
 * @param keyId the key that was shown, if it is one of Marquee's own
 * @param name what people call them
 */
public record Viewer(Kind kind, String subject, Set<Scope> scopes, @Nullable UUID organizer, @Nullable UUID keyId,
		String name) {

	/** The subject of a token that does not say whose it is. */
	public static final String NOBODY = "nobody";

	/** Somebody of the public, who reads what is published. */
	public static final Viewer ANONYMOUS = new Viewer(Kind.ANONYMOUS, "anonymous", Set.of(), null, null, "anonymous");

	public Viewer {
		scopes = Set.copyOf(scopes);
	}

	/** Who the request with this context comes from. */
	public static Viewer of(GraphQLContext context) {
		return context.getOrDefault(Viewer.class, ANONYMOUS);
	}

	void putInto(GraphQLContext.Builder context) {
		context.put(Viewer.class, this).put(Audience.class, audience());
	}

	public boolean isAnonymous() {
		return this.kind == Kind.ANONYMOUS;
	}

	/**
	 * Whether they have the scope.
	 */
	public boolean has(Scope scope) {
		return this.scopes.contains(scope) || this.scopes.stream().anyMatch((mine) -> mine.includes(scope));
	}

	/**
	 * Refuses whoever lacks the scope.
	 * @throws Unauthenticated when nobody has said who they are
	 * @throws Forbidden when they have, but may not
	 */
	public void mustHave(Scope scope) {
		if (isAnonymous()) {
			throw new Unauthenticated(
					"This needs `Authorization: Bearer` with a key that has the scope `" + scope.value() + "`.");
		}
		if (!has(scope)) {
			throw new Forbidden("This key does not have the scope `" + scope.value() + "`.");
		}
	}

	/**
	 * Whether they may write all events, and what several organizers share, such as
	 * venues.
	 */
	public boolean mayEditAll() {
		return has(Scope.EVENTS_WRITE) && this.organizer == null;
	}

	/** Whether they may write an event, and so see it before it is published. */
	public boolean mayEditEventOf(Collection<UUID> organizers) {
		return mayEditAll()
				|| (has(Scope.EVENTS_WRITE) && this.organizer != null && organizers.contains(this.organizer));
	}

	/** Whether they may write an organizer. */
	public boolean mayEditOrganizer(UUID id) {
		return mayEditAll() || (has(Scope.EVENTS_WRITE) && id.equals(this.organizer));
	}

	/** Which events they see: those that they may edit, and what is published. */
	public Audience audience() {
		if (!has(Scope.EVENTS_WRITE)) {
			return Audience.PUBLIC;
		}
		return (this.organizer != null) ? Audience.owning(this.organizer) : Audience.EVERYTHING;
	}

	/**
	 * How a viewer has said who they are.
	 */
	public enum Kind {

		/** Not at all. */
		ANONYMOUS,

		/** By a key of Marquee's own. */
		KEY,

		/** By the editor's key of the settings. */
		EDITOR,

		/** By a token that the configured issuer has signed. */
		TOKEN

	}

}
