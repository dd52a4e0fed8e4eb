package dev.marquee.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients receive it. Only {@code extensions.code} classifies it:
 * graphql-java would add its own {@code extensions.classification}, with other words for
 * fewer kinds of errors.
 *
 * @param errorType the classification, for the server only
 */
public record CodedError(String message, List<SourceLocation> locations, @Nullable List<Object> path,
		ErrorClassification errorType, Map<String, Object> extensions) implements GraphQLError {

	/** Returns the error without graphql-java's classification. */
	public static CodedError of(GraphQLError error) {
		return of(error, error.getMessage(), (error.getExtensions() != null) ? error.getExtensions() : Map.of());
	}

	/** Returns the error with another message and other extensions. */
	static CodedError of(GraphQLError error, String message, Map<String, Object> extensions) {
		return new CodedError(message, (error.getLocations() != null) ? error.getLocations() : List.of(),
				error.getPath(), error.getErrorType(), extensions);
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
	public @Nullable List<Object> getPath() {
		return this.path;
	}

	@Override
	public ErrorClassification getErrorType() {
		return this.errorType;
	}

	@Override
	public @Nullable Map<String, Object> getExtensions() {
		return this.extensions;
	}

	@Override
	public Map<String, Object> toSpecification() {
		Map<String, Object> error = new LinkedHashMap<>();
		error.put("message", this.message);
		if (!this.locations.isEmpty()) {
			error.put("locations", this.locations.stream().map(CodedError::toMap).toList());
		}
		if (this.path != null) {
			error.put("path", this.path);
		}
		error.put("extensions", this.extensions);
		return error;
	}

	private static Map<String, Object> toMap(SourceLocation location) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("line", location.getLine());
		map.put("column", location.getColumn());
		return map;
	}

}
