package dev.marquee.schema;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaControllerTests {

	@Test
	void disabledIntrospectionDisablesSchemaPages() {
		new ApplicationContextRunner().withUserConfiguration(SchemaController.class)
			.withPropertyValues("marquee.introspection=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SchemaController.class));
	}

}
