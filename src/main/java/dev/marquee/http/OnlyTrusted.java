package dev.marquee.http;

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
 * Keeps documents that are not trusted from being executed, over whatever transport they
 * come, where the settings ask for that.
 */
final class OnlyTrusted implements WebGraphQlInterceptor {

	private final Documents documents;

	OnlyTrusted(Documents documents) {
		this.documents = documents;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (this.documents.isAllowed(request.getDocument())) {
			return chain.next(request);
		}
		ExecutionResult refused = ExecutionResult.newExecutionResult()
			.addError(GraphqlErrorBuilder.newError()
				.message(Documents.NOT_TRUSTED)
				.errorType(ErrorType.OperationNotSupported)
				.extensions(Map.of("code", "DOCUMENT_NOT_TRUSTED"))
				.build())
			.build();
		return Mono
			.just(new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), refused)));
	}

}
