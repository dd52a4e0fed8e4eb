package dev.marquee.graphql;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/**
 * The transports that carry subscriptions: WebSocket and server-sent events.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class LiveTransports {

	private static final DataSize LARGEST_MESSAGE = DataSize.ofMegabytes(1);

	@Bean
	@SuppressWarnings("unchecked") // it reads and writes objects of all types
	LiveSockets liveSockets(WebGraphQlHandler handler, JsonMapper json, GraphQlCorsProperties properties,
			@Value("${spring.graphql.websocket.connection-init-timeout}") Duration initTimeout,
			@Value("${spring.graphql.websocket.keep-alive}") Duration keepAlive) {
		@Nullable CorsConfiguration cors = properties.toCorsConfiguration();
		HttpMessageConverter<?> converter = new JacksonJsonHttpMessageConverter(json);
		return new LiveSockets(handler, (HttpMessageConverter<Object>) converter, initTimeout, keepAlive,
				(cors != null) ? cors : new CorsConfiguration());
	}

	@Bean
	EventStreams eventStreams(WebGraphQlHandler handler, JsonMapper json,
			@Value("${spring.graphql.websocket.keep-alive}") Duration keepAlive) {
		return new EventStreams(handler, json, keepAlive);
	}

	@Bean
	LiveRequests liveRequests(@Value("${marquee.subscriptions-per-connection}") int most) {
		return new LiveRequests(most);
	}

	/** Documents may be larger than the 8 KB that Tomcat takes as a message by itself. */
	@Bean
	ServletServerContainerFactoryBean socketLimits() {
		ServletServerContainerFactoryBean limits = new ServletServerContainerFactoryBean();
		limits.setMaxTextMessageBufferSize((int) LARGEST_MESSAGE.toBytes());
		return limits;
	}

}
