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
 * Gives each request an id, or takes the caller's; it is in the answer's header, in its
 * errors and in whatever is logged meanwhile. A request that the container dispatches
 * once more, for an error, keeps the one it has.
 */
final class RequestIds extends HttpFilter {

	/** What the id is called in the logs. */
	static final String MDC_KEY = "requestId";

	static final String HEADER = "X-Request-Id";

	/** Nothing that could forge a line of a log or a header. */
	private static final Pattern VALID_ID = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String known = response.getHeader(HEADER);
		String id = (known != null) ? known : validOrNewId(request.getHeader(HEADER));
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
