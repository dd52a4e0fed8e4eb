package dev.marquee.transport.http;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

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
	FixedQueries fixedQueries(WebGraphQlHandler handler, JsonMapper json,
			@Value("${marquee.cache-max-age}") Duration maxAge) {
		return new FixedQueries(handler, new CachePolicy(maxAge), json);
	}

	@Bean
	HttpMethodRule httpMethodRule() {
		return new HttpMethodRule();
	}

	@Bean
	JsonBodyReader jsonBodyReader(@Value("${marquee.max-body-size}") DataSize maxBodySize) {
		return new JsonBodyReader((int) maxBodySize.toBytes());
	}

	@Bean
	GraphQlEndpointMapping graphQlEndpointMapping(WebGraphQlHandler handler, DocumentResolver documentResolver,
			JsonMapper json, StreamingResponder streamingResponder, JsonBodyReader bodyReader,
			@Value("${spring.graphql.http.path:/graphql}") String path,
			@Value("${marquee.cache-max-age}") Duration maxAge) {
		GraphQlEndpoint endpoint = new GraphQlEndpoint(handler, new GraphQlRequestReader(bodyReader), documentResolver,
				new CachePolicy(maxAge), json, streamingResponder, page(path));
		return new GraphQlEndpointMapping(path, endpoint);
	}

	/** GraphiQL, or the landing page if the build skipped GraphiQL. */
	private static String page(String endpointPath) {
		String root = "./" + "../".repeat(StringUtils.countOccurrencesOf(endpointPath, "/") - 1);
		return new ClassPathResource("static/graphiql/index.html").exists() ? root + "graphiql/" : root;
	}

	@Bean
	TransferLimits transferLimits(@Value("${marquee.request-receive-timeout}") Duration requestTimeout,
			@Value("${marquee.min-request-rate}") DataSize minRequestRate,
			@Value("${marquee.min-response-rate}") DataSize minResponseRate,
			@Value("${marquee.min-output-rate}") DataSize minStreamRate,
			@Value("${marquee.max-body-size}") DataSize maxBody) {
		return new TransferLimits(requestTimeout, minRequestRate, minResponseRate, minStreamRate, maxBody);
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

	@Bean
	AllowedOrigins allowedOrigins(GraphQlCorsProperties properties,
			@Value("${marquee.allow-local-origins}") String allowLocal,
			@Value("${spring.datasource.url:}") String databaseUrl) {
		return AllowedOrigins.of(properties, allowLocal, databaseUrl.isEmpty());
	}

	@Bean
	@Lazy // most servers do not need it
	KnownOrigins knownOrigins(AllowedOrigins origins, @Value("${marquee.public-url}") String publicUrl) {
		return new KnownOrigins(origins, publicUrl);
	}

	/**
	 * After the filters above, whose headers a refusal has too, and before all others.
	 */
	@Bean
	FilterRegistrationBean<CorsFilter> corsFilter(AllowedOrigins origins, JsonMapper json,
			@Value("${spring.graphql.http.path:/graphql}") String path, ObjectProvider<CrossOriginPath> others) {
		FilterRegistrationBean<CorsFilter> registration = filterRegistration(
				new CorsFilter(new GraphQlCorsProcessor(json, origins)), 2);
		registration.addUrlPatterns(path, path + "/schema", "/schema.graphql");
		others.forEach((other) -> other.urlPatterns().forEach(registration::addUrlPatterns));
		return registration;
	}

	private static <F extends Filter> FilterRegistrationBean<F> filterRegistration(F filter, int position) {
		FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + position);
		return registration;
	}

}
