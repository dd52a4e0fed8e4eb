package dev.marquee.output;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the addresses that appear in outputs and in GraphQL.
 */
@Configuration(proxyBeanMethods = false)
class AddressConfiguration {

	@Bean
	EventPages eventPages(@Value("${marquee.event-page}") String template) {
		return new EventPages(template);
	}

	@Bean
	OutputAddresses outputAddresses(@Value("${marquee.public-url}") String publicUrl,
			@Value("${marquee.output-title}") String title) {
		return new OutputAddresses(publicUrl, title);
	}

}
