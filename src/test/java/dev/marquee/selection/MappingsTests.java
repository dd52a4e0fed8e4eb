package dev.marquee.selection;

import java.util.List;

import dev.marquee.WholeHouse;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@WholeHouse
class MappingsTests {

	@Autowired
	Mappings mappings;

	@Autowired
	GraphQlSource source;

	@Test
	void everyFieldOfTheSchemaHasAMappingAndEveryMappingAField() {
		assertThat(this.mappings.mismatchesWith(this.source.schema())).isEmpty();
	}

	@Test
	void aForgottenMappingIsFoundAndSoIsASuperfluousOne() {
		Mappings other = new Mappings(List.of(TypeMapping.query().add("invented", (row, field, compilation) -> null),
				TypeMapping.<Object>of("Nothing", Object.class)), List.of());
		assertThat(other.mismatchesWith(this.source.schema())).contains("Query.events has no mapping",
				"Query.invented is not in the schema", "Nothing is not an object type of the schema");
	}

	@Test
	void twoMappingsOfOneFieldAreRefused() {
		List<TypeMapping<?>> twice = List.of(TypeMapping.query().add("event", (row, field, compilation) -> null),
				TypeMapping.query().add("event", (row, field, compilation) -> null));
		assertThatIllegalArgumentException().isThrownBy(() -> new Mappings(twice, List.of()))
			.withMessage("Query.event is mapped twice");
	}

	@Test
	void everyElementOfTheSchemaIsDescribed() {
		GraphQLSchema schema = this.source.schema();
		List<String> silent = SchemaElements.of(schema)
			.filter((element) -> element.element().getDescription() == null)
			.map(SchemaElements.Element::path)
			.toList();
		assertThat(silent).isEmpty();
		assertThat(new SchemaPrinter().print(schema)).contains("@specifiedBy");
	}

}
