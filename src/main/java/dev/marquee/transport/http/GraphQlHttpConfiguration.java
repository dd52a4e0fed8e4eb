package dev.marquee.transport.http;

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
 * Configures the HTTP endpoint, which replaces that of Spring for GraphQL, and the
 * servlet filters.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class GraphQlHttpConfiguration {

	@Bean
	DocumentResolver documentResolver(@Value("${marquee.trusted-documents:}") String manifest,
			@Value("${marquee.trusted-documents-only}") boolean only,
			@Value("${marquee.persisted-query-cache-size}") long characters) {
		if (only && manifest.isBlank()) {
			throw new IllegalStateException(
					"marquee.trusted-documents-only requires marquee.trusted-documents: set it to the path of a manifest");
		}
		TrustedDocuments trusted = manifest.isBlank() ? TrustedDocuments.NONE
				: TrustedDocuments.read(Path.of(manifest));
		return new DocumentResolver(trusted, new PersistedQueries(characters), only);
	}

	@Bean
	NamedDocumentResolver namedDocumentResolver(DocumentResolver documentResolver) {
		return new NamedDocumentResolver(documentResolver);
	}

	@Bean
	TrustedDocumentsInterceptor trustedDocumentsInterceptor(DocumentResolver documentResolver) {
		return new TrustedDocumentsInterceptor(documentResolver);
	}

	@Bean
	HttpMethodRule httpMethodRule() {
		return new HttpMethodRule();
	}

	@Bean
	GraphQlEndpointMapping graphQlEndpointMapping(WebGraphQlHandler handler, DocumentResolver documentResolver,
			JsonMapper json, StreamingResponder streamingResponder, GraphQlCorsProperties properties,
			@Value("${spring.graphql.http.path:/graphql}") String path,
			@Value("${marquee.max-body-size}") DataSize maxBodySize,
			@Value("${marquee.cache-max-age}") Duration maxAge) {
		GraphQlEndpoint endpoint = new GraphQlEndpoint(handler, new GraphQlRequestReader((int) maxBodySize.toBytes()),
				documentResolver, new CachePolicy(maxAge), json, streamingResponder);
		@Nullable CorsConfiguration cors = properties.toCorsConfiguration();
		return new GraphQlEndpointMapping(path, endpoint, new GraphQlCorsProcessor(json), cors);
	}

	@Bean
	TransferLimits transferLimits(@Value("${marquee.request-receive-timeout}") Duration requestTimeout,
			@Value("${marquee.min-request-rate}") DataSize minRequestRate,
			@Value("${marquee.min-response-rate}") DataSize minResponseRate,
			@Value("${marquee.max-body-size}") DataSize maxBody) {
		return new TransferLimits(requestTimeout, minRequestRate, minResponseRate, maxBody);
	}

	@Bean
	FilterRegistrationBean<RequestIds> requestIds() {
		FilterRegistrationBean<RequestIds> registration = filterRegistration(new RequestIds(), 0);
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
		return registration;
	}

	@Bean
	FilterRegistrationBean<SecurityHeaders> securityHeaders(
			@Value("${spring.graphql.http.path:/graphql}") String path) {
		return filterRegistration(new SecurityHeaders(path), 1);
	}

	private static <F extends Filter> FilterRegistrationBean<F> filterRegistration(F filter, int position) {
		FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + position);
		return registration;
	}

}
