package dev.marquee.pagination;

import dev.marquee.query.compile.TypeMapping;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Registers the mapping of {@code PageInfo}, which all connections share.
 */
@Configuration(proxyBeanMethods = false)
class PaginationConfiguration {

	@Bean
	TypeMapping<?> pageInfoTypeMapping() {
		return ConnectionMapping.pageInfoTypeMapping();
	}

}
