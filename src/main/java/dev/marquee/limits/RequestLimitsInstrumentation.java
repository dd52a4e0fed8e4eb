package dev.marquee.limits;

import java.util.List;

import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.Document;
import graphql.validation.ValidationError;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Checks the limits of a request before it is executed. A cached document is not checked
 * again; variables and cost are checked for each request.
 */
@Component
@Order(0)
class RequestLimitsInstrumentation extends SimplePerformantInstrumentation {

	private final RequestLimits requestLimits;

	private final DocumentLimits documentLimits;

	private final CostLimit costLimit;

	private final RateLimits rateLimits;

	RequestLimitsInstrumentation(RequestLimits requestLimits, DocumentLimits documentLimits, CostLimit costLimit,
			RateLimits rateLimits) {
		this.requestLimits = requestLimits;
		this.documentLimits = documentLimits;
		this.costLimit = costLimit;
		this.rateLimits = rateLimits;
	}

	@Override
	public @Nullable InstrumentationContext<Document> beginParse(InstrumentationExecutionParameters parameters,
			InstrumentationState state) {
		return this.documentLimits.limitParser(parameters.getExecutionInput());
	}

	@Override
	public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
			InstrumentationValidationParameters parameters, InstrumentationState state) {
		this.documentLimits.check(parameters.getDocument());
		return super.beginValidation(parameters, state);
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		ExecutionContext request = parameters.getExecutionContext();
		VariablesSizeCheck.check(request.getExecutionInput().getRawVariables().toMap(), this.requestLimits);
		this.rateLimits.consume(request, this.costLimit.enforce(request));
		return super.beginExecuteOperation(parameters, state);
	}

}
