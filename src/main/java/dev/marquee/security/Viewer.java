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
 * The principal of a request and its permissions.
 *
 * @param subject the identifier of the principal, unique within its type; recorded as the
 * actor of changes
 * @param organizer the only organizer whose events the viewer may write; null for all
 * @param keyId the id of the API key; null for other credentials
 * @param name the display name
 * @param person the person on whose behalf the principal, a site, sends the request, as
 * the site names them; null if it names none
 */
public record Viewer(PrincipalType principalType, String subject, Set<Scope> scopes, @Nullable UUID organizer,
		@Nullable UUID keyId, String name, @Nullable String person) {

	/** The subject of a token without a {@code sub} claim. */
	public static final String UNKNOWN_SUBJECT = "unknown";

	/** The viewer without credentials, who reads published events. */
	public static final Viewer ANONYMOUS = new Viewer(PrincipalType.ANONYMOUS, "anonymous", Set.of(), null, null,
			"anonymous");

	public Viewer {
		scopes = Set.copyOf(scopes);
	}

	/** A viewer that names no person. */
	public Viewer(PrincipalType principalType, String subject, Set<Scope> scopes, @Nullable UUID organizer,
			@Nullable UUID keyId, String name) {
		this(principalType, subject, scopes, organizer, keyId, name, null);
	}

	/** The same viewer on behalf of a person. */
	public Viewer actingFor(String person) {
		return new Viewer(this.principalType, this.subject, this.scopes, this.organizer, this.keyId, this.name, person);
	}

	/** Identifies the principal among all types of principals. */
	public String principalId() {
		return this.principalType + " " + this.subject;
	}

	/** Returns the viewer of the request; {@link #ANONYMOUS} if the context has none. */
	public static Viewer of(GraphQLContext context) {
		return context.getOrDefault(Viewer.class, ANONYMOUS);
	}

	void addTo(GraphQLContext.Builder context) {
		context.put(Viewer.class, this).put(AccessContext.class, accessContext());
	}

	public boolean isAnonymous() {
		return this.principalType == PrincipalType.ANONYMOUS;
	}

	/** Whether the viewer has the scope, or one that includes it. */
	public boolean hasScope(Scope scope) {
		return this.scopes.contains(scope) || this.scopes.stream().anyMatch((granted) -> granted.includes(scope));
	}

	/**
	 * Requires the scope.
	 * @throws UnauthenticatedException if the viewer is anonymous
	 * @throws ForbiddenException if the viewer lacks the scope
	 */
	public void requireScope(Scope scope) {
		if (isAnonymous()) {
			throw new UnauthenticatedException(
					"Authentication required: send `Authorization: Bearer` with a key that has the scope "
							+ scope.grantingScopes() + ".");
		}
		if (!hasScope(scope)) {
			throw new ForbiddenException("The key lacks the scope " + scope.grantingScopes() + ".");
		}
	}

	/**
	 * Whether the viewer may write all events, and objects that organizers share, such as
	 * venues.
	 */
	public boolean mayEditAll() {
		return hasScope(Scope.EVENTS_WRITE) && this.organizer == null;
	}

	/**
	 * Whether the viewer may write an event of these organizers, and read it while it is
	 * unpublished.
	 */
	public boolean mayEditEventOf(Collection<UUID> organizers) {
		return mayEditAll()
				|| (hasScope(Scope.EVENTS_WRITE) && this.organizer != null && organizers.contains(this.organizer));
	}

	public boolean mayEditOrganizer(UUID id) {
		return mayEditAll() || (hasScope(Scope.EVENTS_WRITE) && id.equals(this.organizer));
	}

	/**
	 * Identifies the person of the request among the persons of all sites: the one that
	 * the viewer acts for, or else the subject of a token. Null if the request names no
	 * person.
	 */
	private @Nullable String personId() {
		boolean isPerson = this.principalType == PrincipalType.TOKEN && !this.subject.equals(UNKNOWN_SUBJECT);
		if (this.person == null && !isPerson) {
			return null;
		}
		// The person of a subject is empty, which no named person can be.
		return String.join(" ", this.principalType.name(), String.valueOf(this.subject.length()), this.subject,
				(this.person != null) ? this.person : "");
	}

	/**
	 * Returns the row access of the viewer: published events, those that the viewer may
	 * edit, and what belongs to the person of the request.
	 */
	public AccessContext accessContext() {
		String personId = personId();
		return (personId != null) ? rowAccess().withPerson(personId) : rowAccess();
	}

	private AccessContext rowAccess() {
		if (!hasScope(Scope.EVENTS_WRITE)) {
			return AccessContext.PUBLIC;
		}
		return (this.organizer != null) ? AccessContext.ofOwner(this.organizer) : AccessContext.UNRESTRICTED;
	}

	/**
	 * How a viewer was authenticated.
	 */
	public enum PrincipalType {

		/** Without credentials. */
		ANONYMOUS,

		/** By an API key. */
		KEY,

		/** By the editor key. */
		EDITOR,

		/** By a JWT of the configured issuer. */
		TOKEN

	}

}
