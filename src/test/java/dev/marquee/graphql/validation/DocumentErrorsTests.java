package dev.marquee.graphql.validation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentErrorsTests {

	private static final GraphQLSchema SCHEMA = new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse("""
			type Query { secretField(secretArgument: Secret, secretInput: SecretInput): SecretType }
			type SecretType { secretLeaf: String }
			enum Secret { SECRET_VALUE }
			input SecretInput { secretKey: Int, other: Choice }
			input Choice @oneOf { one: Int, two: Int, text: String }
			"""), RuntimeWiring.MOCKED_WIRING);

	private static List<String> messages(String text, boolean introspection) {
		Document document = Parser.parse(text);
		List<GraphQLError> errors = List.copyOf(ParseAndValidate.validate(SCHEMA, document, Locale.ENGLISH));
		assertThat(errors).isNotEmpty();
		return new DocumentErrors(introspection, 20).explain(SCHEMA, document, errors, GraphQLContext.getDefault())
			.stream()
			.map(GraphQLError::getMessage)
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ secretFeld { secretLeaf } }", "{ secretField(secretArgumnt: X) { secretLeaf } }",
			"{ secretField(secretArgument: SECRET_VALU) { secretLeaf } }",
			"{ secretField(secretInput: { secretKy: 1 }) { secretLeaf } }", "{ ... on SecretTyp { secretLeaf } }",
			"{ secretField { secretLef } }", "{ secretField @inclde(if: true) { secretLeaf } }" })
	void disabledIntrospectionDisablesSuggestions(String document) {
		assertThat(messages(document, true)).allMatch((message) -> message.contains("Did you mean"));
		assertThat(messages(document, false)).isNotEmpty()
			.noneMatch((message) -> message.contains("Did you mean") || message.contains("The values are")
					|| message.contains("The fields are") || message.contains("The arguments are"));
	}

	@Test
	void disabledIntrospectionDisablesSuggestionsForVariables() {
		OperationDefinition operation = Parser
			.parse("query A($in: SecretInput) { secretField(secretInput: $in) { secretLeaf } }")
			.getFirstDefinitionOfType(OperationDefinition.class)
			.orElseThrow();
		for (boolean introspection : new boolean[] { true, false }) {
			List<GraphQLError> errors = new VariableErrors(introspection, 20).explain(SCHEMA, operation,
					Map.of("in", Map.of("secretKy", 1)), GraphQLContext.getDefault());
			assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getMessage().contains("secretKey")).isEqualTo(introspection));
		}
	}

	@Test
	void oneOfInputRequiresExactlyOneField() {
		assertThat(messages("{ secretField(secretInput: { other: { one: 1, two: 2 } }) { secretLeaf } }", true))
			.containsExactly("`secretInput.other` must have exactly one field, which is not null.");
	}

	@Test
	void missingQuotationMarksAreNamed() {
		assertThat(
				messages("{ secretField(secretInput: { secretKey: ten, other: { text: CH } }) { secretLeaf } }", true))
			.containsExactlyInAnyOrder(
					"`secretInput.secretKey` must be a whole number from -2147483648 to 2147483647, but is `ten`.",
					"`secretInput.other.text` must be a string, but is `CH` without quotation marks.");
	}

	@Test
	void errorsInFragmentsAndDirectivesAreLocated() {
		assertThat(
				messages("{ ...A } fragment A on Query { secretField { ... @include(if: 1) { secretLeff } } }", true))
			.containsExactlyInAnyOrder("`if` must be `true` or `false`, but is 1.",
					"Field `secretLeff` does not exist on `SecretType`. Did you mean `secretLeaf`?");
	}

	@ParameterizedTest
	@CsvSource({ "city, cities", "nam, name", "NAME, name", "lat, latitude", "eventName, name", "nmae, name",
			"startDate, start" })
	void similarNamesAreFound(String mistaken, String name) {
		assertThat(SimilarNames.find(mistaken, List.of("cities", "name", "latitude", "start", "venue")))
			.containsExactly(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "qwertz", "", "zzzzzzzzzzzzzzzz" })
	void differentNamesAreNotFound(String mistaken) {
		assertThat(SimilarNames.find(mistaken, List.of("cities", "name", "latitude", "start", "venue"))).isEmpty();
	}

}
