package dev.marquee.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Creates API keys for tests of other packages.
 */
public final class TestApiKeys {

	private TestApiKeys() {
	}

	/**
	 * Creates a key with these scopes, restricted to an organizer unless that is null.
	 */
	public static String create(ApiKeys keys, Set<Scope> scopes, @Nullable UUID organizer) {
		return keys.create("test", scopes, organizer, null).text();
	}

	/** Creates a key with these scopes that expires. */
	public static String createExpiring(ApiKeys keys, Set<Scope> scopes, Instant expiresAt) {
		return keys.create("test", scopes, null, expiresAt).text();
	}

	/** Revokes a key in the database, as another instance would. */
	public static void revoke(ApiKeys keys, String text) {
		keys.revoke(ApiKeyToken.parse(text).orElseThrow().id());
	}

}
