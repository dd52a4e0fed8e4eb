package dev.marquee.selection;

import java.util.List;

import dev.marquee.selection.TypeMapping.Root;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Collects the mappings of all features, and adds those of the fields that belong to
 * none.
 */
@Configuration(proxyBeanMethods = false)
class MappingConfiguration {

	@Bean
	TypeMapping<?> nodeFields() {
		return NodeFields.mapping();
	}

	@Bean
	@ConditionalOnBooleanProperty("marquee.federation")
	TypeMapping<?> entityFields() {
		return EntityFields.mapping();
	}

	@Bean
	TypeMapping<?> mutationFields(Mutations mutations) {
		TypeMapping<Root> mapping = TypeMapping.mutation();
		mutations.names()
			.forEach((name) -> mapping.add(name,
					(root, field, compilation) -> compilation.object(field, Outcome.ofRequest())));
		return mapping;
	}

	@Bean
	Mappings mappings(List<TypeMapping<?>> mappings, List<Visibility> visibilities) {
		return new Mappings(mappings, visibilities);
	}

}
