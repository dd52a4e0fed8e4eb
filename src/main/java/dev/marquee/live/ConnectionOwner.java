package dev.marquee.live;

import dev.marquee.security.Credential;
import dev.marquee.security.Viewer;

/**
 * Whose connections are counted together: those with the same key or, without a key, from
 * the same address.
 */
record ConnectionOwner(String name, boolean isKnown) {

	/** Is not counted. */
	static final ConnectionOwner NONE = new ConnectionOwner("", false);

	static ConnectionOwner of(Credential credential, String address) {
		Viewer viewer = credential.viewer();
		return viewer.isAnonymous() ? new ConnectionOwner(address, false)
				: new ConnectionOwner(viewer.principalType() + " " + viewer.subject(), true);
	}

}
