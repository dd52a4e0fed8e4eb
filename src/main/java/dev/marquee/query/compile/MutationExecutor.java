package dev.marquee.query.compile;

import java.util.Set;

import graphql.schema.DataFetchingEnvironment;

/**
 * All fields of the type {@code Mutation}. What a client selects of a payload is read
 * after the mutation, by one statement.
 */
public interface MutationExecutor {

	/** The fields' names in the schema. */
	Set<String> fieldNames();

	/**
	 * Does what a field asks for, and has committed it on return.
	 * @return what came of it: the object of JSON that the payload's
	 * {@link MutationResultRow} is
	 */
	String execute(DataFetchingEnvironment environment);

}
