package dev.marquee.query.compile;

import java.util.List;

import dev.marquee.query.compile.TypeMapping.RootValue;

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
	TypeMapping<?> mutationFields(MutationExecutor mutationExecutor) {
		TypeMapping<RootValue> mapping = TypeMapping.mutation();
		mutationExecutor.fieldNames()
			.forEach((name) -> mapping.add(name,
					(rootValue, field, compilation) -> compilation.object(field, MutationResultRow.ofOperation())));
		return mapping;
	}

	@Bean
	MappingRegistry mappingRegistry(List<TypeMapping<?>> mappings, List<RowPolicy> visibilities) {
		return new MappingRegistry(mappings, visibilities);
	}

}
