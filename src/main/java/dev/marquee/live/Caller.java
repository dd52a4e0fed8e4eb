package dev.marquee.live;

import dev.marquee.security.Credential;
import dev.marquee.security.Viewer;

/**
 * Whose connections are counted together: those with the same key or, without one, from
 * the same address.
 */
record Caller(String name, boolean isKnown) {

	/** Is not counted. */
	static final Caller NOBODY = new Caller("", false);

	static Caller of(Credential credential, String address) {
		Viewer viewer = credential.viewer();
		return viewer.isAnonymous() ? new Caller(address, false)
				: new Caller(viewer.principalType() + " " + viewer.subject(), true);
	}

}
