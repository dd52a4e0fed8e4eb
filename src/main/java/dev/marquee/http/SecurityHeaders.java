package dev.marquee.http;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Tells browsers what they need not allow. Pages run scripts of this server only and talk
 * to it alone; whatever else is answered is no page and may do nothing at all.
 */
final class SecurityHeaders extends HttpFilter {

	private static final String OF_DATA = "default-src 'none'; frame-ancestors 'none'";

	/** Editors put styles into the page and run their workers from there. */
	private static final String OF_PAGES = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
			+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private static final String YEAR_OF_TLS = "max-age=31536000";

	private final String endpoint;

	SecurityHeaders(String endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean data = request.getRequestURI().startsWith(request.getContextPath() + this.endpoint);
		response.setHeader("Content-Security-Policy", data ? OF_DATA : OF_PAGES);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
		if (request.isSecure()) {
			response.setHeader("Strict-Transport-Security", YEAR_OF_TLS);
		}
		chain.doFilter(request, response);
	}

}
