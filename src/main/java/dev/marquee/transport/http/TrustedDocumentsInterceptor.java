package dev.marquee.transport.http;

import java.util.Map;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;

/**
 * Rejects documents that are not trusted, over all transports, if
 * {@code marquee.trusted-documents-only} is set. The server's own documents are trusted.
 */
final class TrustedDocumentsInterceptor implements WebGraphQlInterceptor {

	private final DocumentResolver documentResolver;

	TrustedDocumentsInterceptor(DocumentResolver documentResolver) {
		this.documentResolver = documentResolver;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (FixedQueries.isFixed(request) || this.documentResolver.mayExecute(request.getDocument())) {
			return chain.next(request);
		}
		ExecutionResult result = ExecutionResult.newExecutionResult()
			.addError(GraphqlErrorBuilder.newError()
				.message(DocumentResolver.NOT_TRUSTED_MESSAGE)
				.errorType(ErrorType.OperationNotSupported)
				.extensions(Map.of("code", "DOCUMENT_NOT_TRUSTED"))
				.build())
			.build();
		return Mono
			.just(new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result)));
	}

}
