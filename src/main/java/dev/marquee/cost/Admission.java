package dev.marquee.cost;

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

import org.springframework.stereotype.Component;

/**
 * What a request must pass before anything of it is executed. A document that was let
 * through once is not looked at again; its variables and its cost are, for each request.
 */
@Component
class Admission extends SimplePerformantInstrumentation {

	private final Limits limits;

	private final DocumentLimits documents;

	private final CostLimit cost;

	private final RateLimits rates;

	private final PlanExtension plans;

	Admission(Limits limits, DocumentLimits documents, CostLimit cost, RateLimits rates, PlanExtension plans) {
		this.limits = limits;
		this.documents = documents;
		this.cost = cost;
		this.rates = rates;
		this.plans = plans;
	}

	@Override
	public @Nullable InstrumentationContext<Document> beginParse(InstrumentationExecutionParameters parameters,
			InstrumentationState state) {
		return this.documents.limit(parameters.getExecutionInput());
	}

	@Override
	public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
			InstrumentationValidationParameters parameters, InstrumentationState state) {
		this.documents.check(parameters.getDocument());
		return super.beginValidation(parameters, state);
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		ExecutionContext request = parameters.getExecutionContext();
		VariablesSize.check(request.getExecutionInput().getRawVariables().toMap(), this.limits);
		this.rates.take(request, this.cost.check(request));
		this.plans.begin(request);
		return super.beginExecuteOperation(parameters, state);
	}

}
