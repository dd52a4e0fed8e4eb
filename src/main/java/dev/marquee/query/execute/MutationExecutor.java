package dev.marquee.query.execute;

import java.util.Set;

import dev.marquee.query.compile.AccessContext;
import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.json.RawJson;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

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
	 * Executes a field, and reads its payload: after its changes were committed or, in a
	 * dry run, before they are rolled back.
	 */
	@Nullable RawJson execute(DataFetchingEnvironment environment, PayloadReader payload);

	/** The access rights with which the payload of a field is read. */
	AccessContext payloadAccess(DataFetchingEnvironment environment);

	/**
	 * Reads the selection of a payload. The result of the mutation is a JSON object,
	 * which becomes the {@link MutationResultRow} of the payload.
	 */
	interface PayloadReader {

		@Nullable RawJson read(String mutationResult);

		/**
		 * Reads it in the transaction of the mutation. Nothing that it reads is cached,
		 * since it may be rolled back.
		 */
		@Nullable RawJson readUncommitted(String mutationResult);

	}

}
