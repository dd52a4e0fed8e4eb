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
		Operation operation = Operation.of(environment);
		Occurrence occurrence = new Occurrence(environment.getFieldDefinition(), environment.getMergedField());
		byte[] utf8 = this.answers.answer(this.plans.plan(occurrence, operation), operation);
		return (utf8 != null) ? new Json(utf8) : null;
	}

}
