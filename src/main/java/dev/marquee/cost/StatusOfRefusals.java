package dev.marquee.cost;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives requests that were refused because their sender has spent too much the status
 * 429, whatever an answer with an error has otherwise.
 */
class StatusOfRefusals extends OncePerRequestFilter {

	/** The attribute of a request that holds its {@link Response}. */
	static final String RESPONSE = StatusOfRefusals.class.getName();

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Response refusable = new Response(response);
		request.setAttribute(RESPONSE, refusable);
		chain.doFilter(request, refusable);
	}

	/**
	 * A response whose status is 429 once its request has been refused.
	 */
	static final class Response extends HttpServletResponseWrapper {

		private volatile boolean refused;

		Response(HttpServletResponse response) {
			super(response);
		}

		void refuse() {
			this.refused = true;
		}

		@Override
		public void setStatus(int status) {
			super.setStatus(this.refused ? HttpStatus.TOO_MANY_REQUESTS.value() : status);
		}

	}

}
