package dev.marquee.transport.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Reports requests that Tomcat itself rejects, such as a URL that is too long, as GraphQL
 * errors.
 */
@Component
class ContainerErrorReporter implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

	private final JsonMapper json;

	ContainerErrorReporter(JsonMapper json) {
		this.json = json;
	}

	@Override
	public void customize(ConfigurableTomcatWebServerFactory factory) {
		factory
			.addContextCustomizers((context) -> context.getParent().getPipeline().addValve(new JsonErrorReportValve()));
	}

	private static HttpErrorException toHttpError(int status) {
		HttpStatus known = HttpStatus.resolve(status);
		if (known == null || known == HttpStatus.BAD_REQUEST) {
			return HttpErrorException
				.malformed("The URL or a header is malformed or longer than 8 KB; send longer requests by POST.");
		}
		return HttpErrorException.of(known, "The request was rejected: " + known.getReasonPhrase() + ".");
	}

	/**
	 * Tomcat's error page as JSON.
	 */
	private final class JsonErrorReportValve extends ErrorReportValve {

		@Override
		protected void report(Request request, Response response, @Nullable Throwable failure) {
			int status = response.getStatus();
			if (status < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0
					|| !response.setErrorReported()) {
				return;
			}
			String known = response.getHeader(RequestIds.HEADER);
			String id = (known != null) ? known : RequestIds.validOrNewId(null);
			MDC.put(RequestIds.MDC_KEY, id);
			try {
				response.setHeader(RequestIds.HEADER, id);
				response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
				response.setContentType(MediaType.APPLICATION_JSON_VALUE);
				response.setCharacterEncoding(StandardCharsets.UTF_8);
				response.getReporter()
					.write(ContainerErrorReporter.this.json.writeValueAsString(toHttpError(status).body()));
				response.finishResponse();
			}
			catch (IOException ex) {
				// The client has disconnected.
			}
			finally {
				MDC.remove(RequestIds.MDC_KEY);
			}
		}

	}

}
