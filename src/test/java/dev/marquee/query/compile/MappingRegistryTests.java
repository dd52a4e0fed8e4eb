package dev.marquee.query.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.marquee.IntegrationTest;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@IntegrationTest
class MappingRegistryTests {

	@Autowired
	MappingRegistry mappingRegistry;

	@Autowired
	GraphQlSource source;

	@Test
	void schemaFieldsAndMappingsMatch() {
		assertThat(mismatches(this.mappingRegistry)).isEmpty();
	}

	@Test
	void missingAndUnknownMappingsAreReported() {
		MappingRegistry other = new MappingRegistry(
				List.of(TypeMapping.query().add("invented", (row, field, compilation) -> null),
						TypeMapping.<Object>of("Nothing", Object.class)),
				List.of());
		assertThat(mismatches(other)).contains("Query.events has no mapping", "Query.invented is not in the schema",
				"Nothing is not an object type of the schema");
	}

	/**
	 * Fields of the schema's object types without a mapping, and mappings without such a
	 * field.
	 */
	private List<String> mismatches(MappingRegistry registry) {
		GraphQLSchema schema = this.source.schema();
		List<String> mismatches = new ArrayList<>();
		for (GraphQLNamedType type : schema.getAllTypesAsList()) {
			if (type instanceof GraphQLObjectType object && !object.getName().startsWith("__")) {
				Set<String> mapped = registry.fieldNames(object.getName());
				List<String> declared = object.getFieldDefinitions()
					.stream()
					.map(GraphQLFieldDefinition::getName)
					.toList();
				declared.stream()
					.filter((name) -> !mapped.contains(name))
					.forEach((name) -> mismatches.add(object.getName() + "." + name + " has no mapping"));
				mapped.stream()
					.filter((name) -> !declared.contains(name))
					.forEach((name) -> mismatches.add(object.getName() + "." + name + " is not in the schema"));
			}
		}
		registry.types()
			.stream()
			.filter((type) -> !(schema.getType(type) instanceof GraphQLObjectType))
			.forEach((type) -> mismatches.add(type + " is not an object type of the schema"));
		return mismatches;
	}

	@Test
	void duplicateMappingIsRejected() {
		List<TypeMapping<?>> twice = List.of(TypeMapping.query().add("event", (row, field, compilation) -> null),
				TypeMapping.query().add("event", (row, field, compilation) -> null));
		assertThatIllegalArgumentException().isThrownBy(() -> new MappingRegistry(twice, List.of()))
			.withMessage("Query.event is mapped twice");
	}

	@Test
	void everySchemaElementHasDescription() {
		GraphQLSchema schema = this.source.schema();
		List<String> undescribed = SchemaElements.of(schema)
			.filter((schemaElement) -> schemaElement.element().getDescription() == null)
			.map(SchemaElements.SchemaElement::path)
			.toList();
		assertThat(undescribed).isEmpty();
		assertThat(new SchemaPrinter().print(schema)).contains("@specifiedBy");
	}

}
