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

	static final String REFUSED = StatusOfRefusals.class.getName();

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(request, new HttpServletResponseWrapper(response) {

			@Override
			public void setStatus(int status) {
				super.setStatus(
						(request.getAttribute(REFUSED) != null) ? HttpStatus.TOO_MANY_REQUESTS.value() : status);
			}

		});
	}

}
