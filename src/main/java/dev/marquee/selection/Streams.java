package dev.marquee.selection;

import dev.marquee.selection.SelectedField.Occurrence;
import graphql.schema.DataFetchingEnvironment;

/**
 * Compiles subscriptions.
 */
public final class Streams {

	private final Plans plans;

	private final Queries queries;

	Streams(Plans plans, Queries queries) {
		this.plans = plans;
		this.queries = queries;
	}

	/**
	 * The stream that a root field of the type {@code Subscription} asks for.
	 * @throws dev.marquee.graphql.BadUserInput when an argument makes no sense
	 */
	public Stream stream(DataFetchingEnvironment environment) {
		Operation request = Operation.of(environment);
		Occurrence occurrence = new Occurrence(environment.getFieldDefinition(), environment.getMergedField());
		Statement statement = this.plans.plan(occurrence, request).whole();
		statement.parametersIn(request);
		return new Stream(statement, request, this.queries);
	}

}
