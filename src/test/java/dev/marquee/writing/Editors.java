package dev.marquee.writing;

import java.util.Map;

import dev.marquee.Client;
import dev.marquee.WholeHouse;

/**
 * Those who may write in tests.
 */
public final class Editors {

	private Editors() {
	}

	/** Who may do everything. */
	public static Editor of(Client client) {
		return of(client, WholeHouse.EDITOR);
	}

	/** Whoever has this key. */
	public static Editor of(Client client, String key) {
		return new Editor(client, Map.of("Authorization", "Bearer " + key));
	}

}
