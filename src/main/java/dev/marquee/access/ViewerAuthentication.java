package dev.marquee.access;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * A viewer as Spring Security hands them on.
 */
final class ViewerAuthentication extends AbstractAuthenticationToken {

	private final transient Viewer viewer;

	ViewerAuthentication(Viewer viewer) {
		super(List.of());
		this.viewer = viewer;
		setAuthenticated(true);
	}

	Viewer viewer() {
		return this.viewer;
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public Object getPrincipal() {
		return this.viewer;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
