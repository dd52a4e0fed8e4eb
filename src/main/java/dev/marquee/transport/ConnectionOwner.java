package dev.marquee.transport;

import dev.marquee.security.Credential;
import dev.marquee.security.Viewer;

/**
 * Whose connections are counted together: those with the same key or, without a key, from
 * the same address.
 */
public record ConnectionOwner(String name, boolean isAuthenticated) {

	/** An owner whose connections are not counted. */
	public static final ConnectionOwner NONE = new ConnectionOwner("", false);

	public static ConnectionOwner of(Credential credential, String address) {
		Viewer viewer = credential.viewer();
		return viewer.isAnonymous() ? new ConnectionOwner(address, false)
				: new ConnectionOwner(viewer.principalId(), true);
	}

}
