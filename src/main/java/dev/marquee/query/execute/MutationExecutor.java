package dev.marquee.query.execute;

import java.util.Set;

import dev.marquee.query.compile.AccessContext;
import dev.marquee.query.compile.MutationResultRow;
import graphql.schema.DataFetchingEnvironment;

/**
 * Executes the fields of the type {@code Mutation}. The selection of their payload is
 * read afterwards, by one statement.
 */
public interface MutationExecutor {

	/** The names of the fields. */
	Set<String> fieldNames();

	/**
	 * Does what a field needs before it uses the database.
	 */
	void prepare(DataFetchingEnvironment environment);

	/**
	 * Executes a field and commits its changes.
	 * @return the result as a JSON object, which becomes the {@link MutationResultRow} of
	 * the payload
	 */
	String execute(DataFetchingEnvironment environment);

	/** The access rights with which the payload of a field is read. */
	AccessContext payloadAccess(DataFetchingEnvironment environment);

}
