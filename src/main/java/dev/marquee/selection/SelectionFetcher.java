package dev.marquee.selection;

import dev.marquee.selection.SelectedField.Occurrence;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Answers a root field with all that is selected below it.
 */
final class SelectionFetcher implements DataFetcher<@Nullable Json> {

	private final Plans plans;

	private final Answers answers;

	SelectionFetcher(Plans plans, Answers answers) {
		this.plans = plans;
		this.answers = answers;
	}

	@Override
	public @Nullable Json get(DataFetchingEnvironment environment) {
		return get(environment, Operation.of(environment));
	}

	@Nullable Json get(DataFetchingEnvironment environment, Operation operation) {
		byte[] utf8 = this.answers.answer(plan(environment, operation), operation);
		return (utf8 != null) ? new Json(utf8) : null;
	}

	/**
	 * Finds out that a selection makes no sense before anything is written.
	 */
	void prepare(DataFetchingEnvironment environment) {
		Operation operation = Operation.of(environment);
		plan(environment, operation).whole().parametersIn(operation);
	}

	private Plan plan(DataFetchingEnvironment environment, Operation operation) {
		Occurrence occurrence = new Occurrence(environment.getFieldDefinition(), environment.getMergedField());
		return this.plans.plan(occurrence, operation);
	}

}
