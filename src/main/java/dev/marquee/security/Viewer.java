package dev.marquee.security;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import dev.marquee.graphql.ForbiddenException;
import dev.marquee.graphql.UnauthenticatedException;
import dev.marquee.query.compile.AccessContext;
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
public record Viewer(PrincipalType principalType, String subject, Set<Scope> scopes, @Nullable UUID organizer,
		@Nullable UUID keyId, String name) {

	/** The subject of a token that does not say whose it is. */
	public static final String UNKNOWN_SUBJECT = "nobody";

	/** Somebody of the public, who reads what is published. */
	public static final Viewer ANONYMOUS = new Viewer(PrincipalType.ANONYMOUS, "anonymous", Set.of(), null, null,
			"anonymous");

	public Viewer {
		scopes = Set.copyOf(scopes);
	}

	/** Who the request with this context comes from. */
	public static Viewer of(GraphQLContext context) {
		return context.getOrDefault(Viewer.class, ANONYMOUS);
	}

	void addTo(GraphQLContext.Builder context) {
		context.put(Viewer.class, this).put(AccessContext.class, accessContext());
	}

	public boolean isAnonymous() {
		return this.principalType == PrincipalType.ANONYMOUS;
	}

	/**
	 * Whether they have the scope.
	 */
	public boolean hasScope(Scope scope) {
		return this.scopes.contains(scope) || this.scopes.stream().anyMatch((granted) -> granted.includes(scope));
	}

	/**
	 * Refuses whoever lacks the scope.
	 * @throws UnauthenticatedException when nobody has said who they are
	 * @throws ForbiddenException when they have, but may not
	 */
	public void requireScope(Scope scope) {
		if (isAnonymous()) {
			throw new UnauthenticatedException(
					"This needs `Authorization: Bearer` with a key that has the scope `" + scope.value() + "`.");
		}
		if (!hasScope(scope)) {
			throw new ForbiddenException("This key does not have the scope `" + scope.value() + "`.");
		}
	}

	/**
	 * Whether they may write all events, and what several organizers share, such as
	 * venues.
	 */
	public boolean mayEditAll() {
		return hasScope(Scope.EVENTS_WRITE) && this.organizer == null;
	}

	/** Whether they may write an event, and so see it before it is published. */
	public boolean mayEditEventOf(Collection<UUID> organizers) {
		return mayEditAll()
				|| (hasScope(Scope.EVENTS_WRITE) && this.organizer != null && organizers.contains(this.organizer));
	}

	/** Whether they may write an organizer. */
	public boolean mayEditOrganizer(UUID id) {
		return mayEditAll() || (hasScope(Scope.EVENTS_WRITE) && id.equals(this.organizer));
	}

	/** Which events they see: those that they may edit, and what is published. */
	public AccessContext accessContext() {
		if (!hasScope(Scope.EVENTS_WRITE)) {
			return AccessContext.PUBLIC;
		}
		return (this.organizer != null) ? AccessContext.ofOwner(this.organizer) : AccessContext.UNRESTRICTED;
	}

	/**
	 * How a viewer has said who they are.
	 */
	public enum PrincipalType {

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
