package dev.marquee.transport.http;

import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Assigns an id to each request, or accepts the client's, and puts it into the response
 * header, the errors and the MDC. An error dispatch of the container keeps the id of its
 * request.
 */
final class RequestIds extends HttpFilter {

	/** The MDC key of the request id. */
	static final String MDC_KEY = "requestId";

	static final String HEADER = "X-Request-Id";

	/** Excludes characters that could forge a log line or a header. */
	private static final Pattern VALID_ID = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String assigned = response.getHeader(HEADER);
		String id = (assigned != null) ? assigned : validOrNewId(request.getHeader(HEADER));
		response.setHeader(HEADER, id);
		MDC.put(MDC_KEY, id);
		try {
			chain.doFilter(request, response);
		}
		finally {
			MDC.remove(MDC_KEY);
		}
	}

	static String validOrNewId(@Nullable String given) {
		if (given != null && VALID_ID.matcher(given).matches()) {
			return given;
		}
		HexFormat hex = HexFormat.of();
		ThreadLocalRandom random = ThreadLocalRandom.current();
		return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
	}

}
