package dev.marquee.graphql;

import java.time.Duration;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves GraphiQL at {@code /graphiql}, or a page that explains why it is missing if the
 * build skipped it, and the landing page at the root.
 */
@Configuration(proxyBeanMethods = false)
class GraphiQlConfiguration implements WebMvcConfigurer {

	private static final String GRAPHIQL_RESOURCES = "static/graphiql/";

	@Override
	public void addViewControllers(ViewControllerRegistry views) {
		boolean built = new ClassPathResource(GRAPHIQL_RESOURCES + "index.html").exists();
		views.addViewController("/").setViewName("forward:/landing/index.html");
		views.addRedirectViewController("/graphiql", "/graphiql/").setKeepQueryParams(true);
		views.addViewController("/graphiql/")
			.setViewName(built ? "forward:/graphiql/index.html" : "forward:/graphiql-missing.html");
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry resources) {
		resources.addResourceHandler("/graphiql/assets/**")
			.addResourceLocations("classpath:/" + GRAPHIQL_RESOURCES + "assets/")
			.setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
	}

}
