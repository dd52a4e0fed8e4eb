package dev.marquee.schema.reference;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import graphql.ParseAndValidate;
import graphql.parser.Parser;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ExampleOperationTests {

	private static final JsonMapper JSON = GraphQlTestClient.JSON;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	GraphQlSource source;

	@Test
	void exampleOfEachRootFieldIsValid() {
		GraphQLSchema schema = this.source.schema();
		for (GraphQLObjectType root : List.of(schema.getQueryType(), schema.getMutationType(),
				schema.getSubscriptionType())) {
			for (GraphQLFieldDefinition field : root.getFieldDefinitions()) {
				ExampleOperation example = ExampleOperation.of(root, field);
				List<ValidationError> errors = ParseAndValidate.validate(schema, Parser.parse(example.document()),
						Locale.ENGLISH);
				assertThat(errors).as(example.document()).isEmpty();
			}
		}
	}

	@Test
	void exampleOfEachQueryRuns() {
		GraphQLObjectType query = this.source.schema().getQueryType();
		for (GraphQLFieldDefinition field : query.getFieldDefinitions()) {
			ExampleOperation example = ExampleOperation.of(query, field);
			Map<String, Object> body = (example.variables() != null)
					? Map.of("query", example.document(), "variables", JSON.readTree(example.variables()))
					: Map.of("query", example.document());
			String response = this.graphQlTestClient.send(JSON.writeValueAsString(body)).body();
			assertThat(JSON.readTree(response).has("errors")).as(example + " -> " + response).isFalse();
		}
	}

	@Test
	void linkContainsOperationAndVariables() {
		GraphQLObjectType query = this.source.schema().getQueryType();
		String link = ExampleOperation.of(query, query.getFieldDefinition("event")).link();
		assertThat(link).startsWith("../graphiql/#query=query%20Event%28%24id%3A%20ID%21%29")
			.contains("&variables=%7B");
		assertThat(Stream.of(link.split("[#&]")).filter((part) -> part.contains(" "))).isEmpty();
	}

}
