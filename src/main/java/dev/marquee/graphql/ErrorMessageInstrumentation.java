package dev.marquee.graphql;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.marquee.graphql.validation.DocumentErrors;
import dev.marquee.graphql.validation.VariableErrors;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Replaces the errors of documents and variables that do not match the schema by ones
 * that say what is possible instead. Does nothing for valid requests.
 */
@Component
class ErrorMessageInstrumentation extends SimplePerformantInstrumentation {

	/** The key of the invalid document in the context of the request. */
	private static final Object INVALID_DOCUMENT = ErrorMessageInstrumentation.class;

	private final DocumentCache documents;

	private final DocumentErrors documentErrors;

	private final VariableErrors variableErrors;

	ErrorMessageInstrumentation(DocumentCache documents, @Value("${marquee.introspection}") boolean introspection,
			@Value("${marquee.limits.errors}") int maxErrors) {
		this.documents = documents;
		this.documentErrors = new DocumentErrors(introspection, maxErrors);
		this.variableErrors = new VariableErrors(introspection, maxErrors);
	}

	@Override
	public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
			InstrumentationValidationParameters parameters, InstrumentationState state) {
		return SimpleInstrumentationContext.whenCompleted((errors, failure) -> {
			if (errors != null && !errors.isEmpty()) {
				parameters.getExecutionInput().getGraphQLContext().put(INVALID_DOCUMENT, parameters.getDocument());
			}
		});
	}

	@Override
	public CompletableFuture<ExecutionResult> instrumentExecutionResult(ExecutionResult result,
			InstrumentationExecutionParameters parameters, InstrumentationState state) {
		if (result.getErrors().isEmpty() || result.isDataPresent()) {
			return CompletableFuture.completedFuture(result);
		}
		List<GraphQLError> explained = explain(result.getErrors(), parameters.getSchema(),
				parameters.getExecutionInput());
		return CompletableFuture.completedFuture(explained.isEmpty() ? result
				: ExecutionResult.newExecutionResult().errors(explained).extensions(result.getExtensions()).build());
	}

	private List<GraphQLError> explain(List<GraphQLError> errors, GraphQLSchema schema, ExecutionInput input) {
		GraphQLError first = errors.getFirst();
		Document invalid = input.getGraphQLContext().get(INVALID_DOCUMENT);
		if (first instanceof ValidationError) {
			return (invalid != null) ? this.documentErrors.explain(schema, invalid, errors, input.getGraphQLContext())
					: List.of();
		}
		if (first.getErrorType() != ErrorType.ValidationError) {
			return List.of();
		}
		return this.documents.find(input.getQuery())
			.flatMap((document) -> operation(document, input.getOperationName()))
			.map((operation) -> this.variableErrors.explain(schema, operation, input.getRawVariables().toMap(),
					input.getGraphQLContext()))
			.orElse(List.of());
	}

	private static Optional<OperationDefinition> operation(Document document, @Nullable String name) {
		return (name == null || name.isEmpty()) ? document.getFirstDefinitionOfType(OperationDefinition.class)
				: document.getOperationDefinition(name);
	}

}
