package dev.marquee.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Makes keys for the tests of other packages.
 */
public final class TestApiKeys {

	private TestApiKeys() {
	}

	/** A key with these scopes, bound to an organizer if there is one. */
	public static String create(ApiKeys keys, Set<Scope> scopes, @Nullable UUID organizer) {
		return keys.create("of a test", scopes, organizer, null).text();
	}

	/** A key with these scopes that is over at some time. */
	public static String createExpiring(ApiKeys keys, Set<Scope> scopes, Instant expiresAt) {
		return keys.create("of a test", scopes, null, expiresAt).text();
	}

	/** Revokes a key, as another server would. */
	public static void revoke(ApiKeys keys, String text) {
		keys.revoke(ApiKeyToken.parse(text).orElseThrow().id());
	}

}
