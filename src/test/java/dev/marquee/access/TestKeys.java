package dev.marquee.access;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Makes keys for the tests of other packages.
 */
public final class TestKeys {

	private TestKeys() {
	}

	/** A key with these scopes, bound to an organizer if there is one. */
	public static String create(ApiKeys keys, Set<Scope> scopes, @Nullable UUID organizer) {
		return keys.create("of a test", scopes, organizer, null).text();
	}

}
