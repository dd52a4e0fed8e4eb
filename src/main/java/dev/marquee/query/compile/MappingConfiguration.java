package dev.marquee.query.compile;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Registers the mappings of all features, and of the root fields that belong to no
 * feature.
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
	MappingRegistry mappingRegistry(List<TypeMapping<?>> mappings, List<RowPolicy> rowPolicies) {
		return new MappingRegistry(mappings, rowPolicies);
	}

}
