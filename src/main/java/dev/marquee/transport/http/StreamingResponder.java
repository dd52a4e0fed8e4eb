package dev.marquee.transport.http;

import java.io.IOException;
import java.util.function.Function;

import dev.marquee.graphql.MemoryAccount;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlResponse;

/**
 * Responds with an event stream.
 */
public interface StreamingResponder {

	/**
	 * Sends the results of an operation until it completes.
	 * @param operation executes the operation for a client with this memory; a
	 * {@link HttpErrorException} is sent as an event
	 * @throws HttpErrorException if no stream can be opened
	 */
	void send(Function<MemoryAccount, Mono<WebGraphQlResponse>> operation, HttpServletRequest request,
			HttpServletResponse servletResponse) throws ServletException, IOException;

}
