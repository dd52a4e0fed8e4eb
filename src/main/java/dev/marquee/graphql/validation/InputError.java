package dev.marquee.graphql.validation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import graphql.language.VariableDefinition;
import graphql.validation.ValidationError;
import org.jspecify.annotations.Nullable;

/**
 * An error of a document or of variables that do not match the schema.
 */
record InputError(String message, List<SourceLocation> locations,
		Map<String, Object> extensions) implements GraphQLError {

	private static final String PATH = "path";

	private static final String ARGUMENT_PATH = "argumentPath";

	/** The same error with another message. */
	static InputError of(ValidationError error, String message) {
		Map<String, Object> extensions = new LinkedHashMap<>(error.getExtensions());
		if (!error.getQueryPath().isEmpty()) {
			extensions.put(PATH, error.getQueryPath());
		}
		return new InputError(message, error.getLocations(), extensions);
	}

	/** A value that makes an argument wrong. */
	static InputError of(InputProblem problem, ValidationError error) {
		Map<String, Object> extensions = new LinkedHashMap<>();
		if (!error.getQueryPath().isEmpty()) {
			extensions.put(PATH, error.getQueryPath());
		}
		extensions.put(ARGUMENT_PATH, problem.path());
		List<SourceLocation> locations = (problem.location() != null) ? List.of(problem.location())
				: error.getLocations();
		return new InputError(problem.message(), locations, extensions);
	}

	/** A value of a variable that does not match its declared type. */
	static InputError of(InputProblem problem, VariableDefinition variable) {
		SourceLocation location = variable.getSourceLocation();
		return new InputError(problem.message(), (location != null) ? List.of(location) : List.of(),
				Map.of(ARGUMENT_PATH, problem.path()));
	}

	/** A variable that is null where null is not allowed. */
	static InputError ofNull(InputProblem problem) {
		Map<String, Object> extensions = new LinkedHashMap<>();
		extensions.put("code", "BAD_USER_INPUT");
		extensions.put("argument", problem.path().getFirst());
		extensions.put(ARGUMENT_PATH, problem.path());
		return new InputError(problem.message(), (problem.location() != null) ? List.of(problem.location()) : List.of(),
				extensions);
	}

	@Override
	public String getMessage() {
		return this.message;
	}

	@Override
	public List<SourceLocation> getLocations() {
		return this.locations;
	}

	@Override
	public ErrorType getErrorType() {
		return ErrorType.ValidationError;
	}

	@Override
	public @Nullable Map<String, Object> getExtensions() {
		return this.extensions;
	}

}
