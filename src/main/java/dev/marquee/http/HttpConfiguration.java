package dev.marquee.http;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.util.unit.DataSize;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Puts the endpoint where the settings say, in place of the one that Spring brings.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class HttpConfiguration {

	@Bean
	Documents documents(@Value("${marquee.trusted-documents:}") String manifest,
			@Value("${marquee.trusted-documents-only}") boolean only,
			@Value("${marquee.persisted-query-cache-size}") long characters) {
		if (only && manifest.isBlank()) {
			throw new IllegalStateException(
					"With marquee.trusted-documents-only set marquee.trusted-documents too, to the path of a manifest");
		}
		TrustedDocuments trusted = manifest.isBlank() ? TrustedDocuments.NONE
				: TrustedDocuments.read(Path.of(manifest));
		return new Documents(trusted, new PersistedQueries(characters), only);
	}

	@Bean
	NamedDocuments namedDocuments(Documents documents) {
		return new NamedDocuments(documents);
	}

	@Bean
	OnlyTrusted onlyTrusted(Documents documents) {
		return new OnlyTrusted(documents);
	}

	@Bean
	QueriesOnly queriesOnly() {
		return new QueriesOnly();
	}

	@Bean
	EndpointMapping endpointMapping(WebGraphQlHandler handler, Documents documents, JsonMapper json,
			Streaming streaming, GraphQlCorsProperties properties,
			@Value("${spring.graphql.http.path:/graphql}") String path,
			@Value("${marquee.max-body-size}") DataSize largest, @Value("${marquee.cache-max-age}") Duration maxAge) {
		GraphQlEndpoint endpoint = new GraphQlEndpoint(handler, new RequestReader((int) largest.toBytes()), documents,
				new Caching(maxAge), json, streaming);
		@Nullable CorsConfiguration cors = properties.toCorsConfiguration();
		return new EndpointMapping(path, endpoint, new OriginRules(json), cors);
	}

	@Bean
	FilterRegistrationBean<RequestIds> requestIds() {
		FilterRegistrationBean<RequestIds> registration = first(new RequestIds(), 0);
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
		return registration;
	}

	@Bean
	FilterRegistrationBean<SecurityHeaders> securityHeaders(
			@Value("${spring.graphql.http.path:/graphql}") String path) {
		return first(new SecurityHeaders(path), 1);
	}

	private static <F extends Filter> FilterRegistrationBean<F> first(F filter, int place) {
		FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
		return registration;
	}

}
