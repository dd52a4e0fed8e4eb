package dev.marquee.graphql.validation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.SourceLocation;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import org.jspecify.annotations.Nullable;

/**
 * Explains the errors of a document that is not valid. Their messages are those of the
 * bundle {@code i18n/Validation_en.properties}; here they get what graphql-java does not
 * put into them: values, choices, and similar names.
 */
public final class DocumentErrors {

	private final SchemaHints hints;

	private final int maxErrors;

	/**
	 * Creates an explanation.
	 * @param introspection whether messages may name elements of the schema which the
	 * document does not name
	 * @param maxErrors the maximum number of errors
	 */
	public DocumentErrors(boolean introspection, int maxErrors) {
		this.hints = new SchemaHints(introspection);
		this.maxErrors = maxErrors;
	}

	/**
	 * Returns the errors with complete messages. One error of graphql-java can become
	 * several: one for each value that is wrong.
	 */
	public List<GraphQLError> explain(GraphQLSchema schema, Document document, List<GraphQLError> errors,
			GraphQLContext context) {
		List<GraphQLError> first = errors.stream().limit(this.maxErrors).toList();
		Set<SourceLocation> locations = first.stream()
			.flatMap((error) -> Stream.ofNullable(error.getLocations()))
			.flatMap(List::stream)
			.collect(Collectors.toSet());
		Explanation explanation = new Explanation(schema, document, DocumentNodes.find(schema, document, locations),
				context);
		Set<GraphQLError> explained = new LinkedHashSet<>();
		for (GraphQLError error : first) {
			explained
				.addAll((error instanceof ValidationError invalid) ? explanation.explain(invalid) : List.of(error));
		}
		return explained.stream().limit(this.maxErrors).toList();
	}

	/**
	 * The explanation of the errors of one document.
	 */
	private final class Explanation {

		private final GraphQLSchema schema;

		private final Document document;

		private final DocumentNodes nodes;

		private final NodeErrors nodeErrors;

		private final GraphQLContext context;

		Explanation(GraphQLSchema schema, Document document, DocumentNodes nodes, GraphQLContext context) {
			this.schema = schema;
			this.document = document;
			this.nodes = nodes;
			this.nodeErrors = new NodeErrors(schema, DocumentErrors.this.hints);
			this.context = context;
		}

		List<InputError> explain(ValidationError error) {
			if (isArgumentOfUnknownDirective(error)) {
				return List.of();
			}
			List<InputError> problems = switch (error.getValidationErrorType()) {
				case ValidationErrorType.WrongType -> argumentProblems(error);
				case ValidationErrorType.BadValueForDefaultArg -> defaultProblems(error);
				case null, default -> List.of();
			};
			return problems.isEmpty() ? List.of(InputError.of(error, message(error))) : problems;
		}

		/** graphql-java looks for such an argument at the field. */
		private boolean isArgumentOfUnknownDirective(ValidationError error) {
			DocumentNodes.DocumentNode found = NodeErrors.find(error, this.nodes, Argument.class);
			return error.getValidationErrorType() == ValidationErrorType.UnknownArgument && found != null
					&& found.owner() == null;
		}

		private String message(ValidationError error) {
			return switch (error.getValidationErrorType()) {
				case ValidationErrorType.FieldUndefined -> this.nodeErrors.unknownField(error, this.nodes);
				case ValidationErrorType.UnknownArgument -> this.nodeErrors.unknownArgument(error, this.nodes);
				case ValidationErrorType.UnknownDirective -> this.nodeErrors.unknownDirective(error, this.nodes);
				case ValidationErrorType.UnknownType -> this.nodeErrors.unknownType(error, this.nodes);
				case ValidationErrorType.MissingFieldArgument, ValidationErrorType.MissingDirectiveArgument ->
					this.nodeErrors.missingArgument(error, this.nodes);
				case ValidationErrorType.UndefinedFragment ->
					error.getMessage() + this.nodeErrors.similarFragment(error, this.nodes, fragmentNames());
				case null, default -> error.getMessage();
			};
		}

		private List<String> fragmentNames() {
			return this.document.getDefinitionsOfType(FragmentDefinition.class)
				.stream()
				.map(FragmentDefinition::getName)
				.toList();
		}

		private List<InputError> argumentProblems(ValidationError error) {
			DocumentNodes.DocumentNode found = NodeErrors.find(error, this.nodes, Argument.class);
			if (found == null || found.owner() == null) {
				return List.of();
			}
			Argument argument = (Argument) found.node();
			GraphQLArgument definition = found.owner().argument(argument.getName());
			return (definition == null) ? List.of() : problems(error, new LiteralInputValue(argument.getValue(), null),
					definition.getType(), argument.getName());
		}

		private List<InputError> defaultProblems(ValidationError error) {
			DocumentNodes.DocumentNode found = NodeErrors.find(error, this.nodes, VariableDefinition.class);
			VariableDefinition variable = (found != null) ? (VariableDefinition) found.node() : null;
			GraphQLType type = (variable != null) ? VariableTypes.find(this.schema, variable.getType()) : null;
			if (variable == null || type == null) {
				return List.of();
			}
			return problems(error, new LiteralInputValue(Objects.requireNonNull(variable.getDefaultValue()), null),
					type, "$" + variable.getName());
		}

		private List<InputError> problems(ValidationError error, LiteralInputValue value, GraphQLType type,
				@Nullable String name) {
			InputCheck check = new InputCheck(DocumentErrors.this.hints, this.context, DocumentErrors.this.maxErrors);
			check.check(value, type, List.of(String.valueOf(name)));
			return check.problems().stream().map((problem) -> InputError.of(problem, error)).toList();
		}

	}

}
