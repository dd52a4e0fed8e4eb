package dev.marquee.contract;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaPagesTests {

	@Test
	void whoClosesIntrospectionClosesTheSchemaToo() {
		new ApplicationContextRunner().withUserConfiguration(SchemaPages.class)
			.withPropertyValues("marquee.introspection=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SchemaPages.class));
	}

}
