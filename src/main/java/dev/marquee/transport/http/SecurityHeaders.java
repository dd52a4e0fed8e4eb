package dev.marquee.transport.http;

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

	private static final String API_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

	/** Editors put styles into the page and run their workers from there. */
	private static final String PAGE_CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
			+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private static final String HSTS_ONE_YEAR = "max-age=31536000";

	private final String endpointPath;

	SecurityHeaders(String endpointPath) {
		this.endpointPath = endpointPath;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean data = request.getRequestURI().startsWith(request.getContextPath() + this.endpointPath);
		response.setHeader("Content-Security-Policy", data ? API_CONTENT_POLICY : PAGE_CONTENT_POLICY);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
		if (request.isSecure()) {
			response.setHeader("Strict-Transport-Security", HSTS_ONE_YEAR);
		}
		chain.doFilter(request, response);
	}

}
