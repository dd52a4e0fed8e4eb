package dev.marquee.security;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * The Spring Security authentication of a viewer.
 */
final class ViewerAuthentication extends AbstractAuthenticationToken {

	private final transient Credential credential;

	ViewerAuthentication(Credential credential) {
		super(List.of());
		this.credential = credential;
		setAuthenticated(true);
	}

	Credential credential() {
		return this.credential;
	}

	Viewer viewer() {
		return this.credential.viewer();
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public Object getPrincipal() {
		return viewer();
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
