package dev.marquee.query.compile;

import java.util.List;

import dev.marquee.IntegrationTest;
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
		assertThat(this.mappingRegistry.mismatchesWith(this.source.schema())).isEmpty();
	}

	@Test
	void missingAndUnknownMappingsAreReported() {
		MappingRegistry other = new MappingRegistry(
				List.of(TypeMapping.query().add("invented", (row, field, compilation) -> null),
						TypeMapping.<Object>of("Nothing", Object.class)),
				List.of());
		assertThat(other.mismatchesWith(this.source.schema())).contains("Query.events has no mapping",
				"Query.invented is not in the schema", "Nothing is not an object type of the schema");
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
