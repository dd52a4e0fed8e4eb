package dev.marquee.transport.http;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Sets the security headers. Pages may load scripts from and connect to this server only;
 * responses of the endpoint are not pages and may load nothing.
 */
final class SecurityHeaders extends HttpFilter {

	private static final String API_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

	/** GraphiQL's editors use inline styles and blob workers. */
	private static final String PAGE_CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
			+ "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	/** The landing page shows the pictures of events, which are on other servers. */
	private static final String LANDING_PAGE_CONTENT_POLICY = PAGE_CONTENT_POLICY.replace("img-src 'self' data:",
			"img-src 'self' data: http: https:");

	private static final String HSTS_ONE_YEAR = "max-age=31536000";

	private final String endpointPath;

	SecurityHeaders(String endpointPath) {
		this.endpointPath = endpointPath;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		response.setHeader("Content-Security-Policy", contentPolicy(request));
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
		if (request.isSecure()) {
			response.setHeader("Strict-Transport-Security", HSTS_ONE_YEAR);
		}
		chain.doFilter(request, response);
	}

	private String contentPolicy(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		if (path.startsWith(this.endpointPath)) {
			return API_CONTENT_POLICY;
		}
		return path.equals("/") ? LANDING_PAGE_CONTENT_POLICY : PAGE_CONTENT_POLICY;
	}

}
