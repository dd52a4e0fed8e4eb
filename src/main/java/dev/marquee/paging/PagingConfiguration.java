package dev.marquee.paging;

import dev.marquee.selection.TypeMapping;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The type that all connections share.
 */
@Configuration(proxyBeanMethods = false)
class PagingConfiguration {

	@Bean
	TypeMapping<?> pageInfo() {
		return Connection.pageInfoType();
	}

}
