package dev.marquee.transport.http;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlResponse;

/**
 * Answers with a stream of events those who ask for one.
 */
public interface StreamingResponder {

	/**
	 * Sends what an operation returns, however long that takes, or why it is refused.
	 * @param response may fail with a {@link HttpErrorException}, which the stream tells
	 * @throws HttpErrorException when there is to be no stream
	 */
	void send(Mono<WebGraphQlResponse> response, HttpServletRequest request, HttpServletResponse answer)
			throws ServletException, IOException;

}
