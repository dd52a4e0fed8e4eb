package dev.marquee.limits;

import java.util.List;
import java.util.Map;

import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ArgumentCostTests {

	private static final GraphQLSchema SCHEMA = new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse("""
			directive @cost(weight: String!) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
			type Query { list(plain: Plain, tree: Tree, branch: Branch): Int }
			input Plain { word: String, more: [Plain!] }
			input Tree { branches: [Branch!], weight: Int @cost(weight: "5") }
			input Branch { tree: Tree }
			"""), RuntimeWiring.MOCKED_WIRING);

	@Test
	void weightIsCountedAtEachDepth() {
		assertThat(cost("{ list(tree: { weight: 1, branches: [{ tree: { weight: 2 } }, { tree: { weight: 3 } }] }) }",
				Map.of()))
			.isEqualTo(15);
	}

	@Test
	void typesThatContainEachOtherAreWeightedInAnyOrder() {
		assertThat(cost("{ list(tree: {}, branch: { tree: { weight: 1 } }) }", Map.of())).isEqualTo(5);
		assertThat(cost("{ list(branch: { tree: { weight: 1 } }, tree: {}) }", Map.of())).isEqualTo(5);
	}

	@Test
	void variablesAreCountedLikeLiterals() {
		Map<String, Object> branch = Map.of("tree", Map.of("weight", 1, "branches", List.of()));
		assertThat(cost("query ($branch: Branch) { list(branch: $branch) }", Map.of("branch", branch))).isEqualTo(5);
	}

	@Test
	void argumentsWithoutWeightAreNotEvaluated() {
		assertThat(argumentCost("{ list(plain: { word: \"a\", more: [{ word: \"b\" }] }) }"))
			.isSameAs(ArgumentCost.ZERO);
	}

	private static long cost(String document, Map<String, Object> variables) {
		return argumentCost(document).evaluate(variables);
	}

	private static ArgumentCost argumentCost(String document) {
		OperationDefinition operation = (OperationDefinition) Parser.parse(document).getDefinitions().getFirst();
		Field field = (Field) operation.getSelectionSet().getSelections().getFirst();
		return ArgumentCost.of(SCHEMA.getQueryType().getFieldDefinition(field.getName()), field.getArguments());
	}

}
