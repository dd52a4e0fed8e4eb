package dev.marquee.http;

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
 * Answers what Tomcat refuses before anything of ours sees it, such as an address that is
 * too long, with an error that clients can read like any other.
 */
@Component
class ContainerErrors implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

	private final JsonMapper json;

	ContainerErrors(JsonMapper json) {
		this.json = json;
	}

	@Override
	public void customize(ConfigurableTomcatWebServerFactory factory) {
		factory.addContextCustomizers((context) -> context.getParent().getPipeline().addValve(new Report()));
	}

	private static Refused refused(int status) {
		HttpStatus known = HttpStatus.resolve(status);
		if (known == null || known == HttpStatus.BAD_REQUEST) {
			return Refused.malformed("The address or a header is malformed or too long: 8 KB are read, so send what "
					+ "is longer by POST.");
		}
		return Refused.by(known, "The request was refused: " + known.getReasonPhrase() + ".");
	}

	/**
	 * The page of Tomcat, as JSON.
	 */
	private final class Report extends ErrorReportValve {

		@Override
		protected void report(Request request, Response response, @Nullable Throwable failure) {
			int status = response.getStatus();
			if (status < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0
					|| !response.setErrorReported()) {
				return;
			}
			String known = response.getHeader(RequestIds.HEADER);
			String id = (known != null) ? known : RequestIds.id(null);
			MDC.put(RequestIds.KEY, id);
			try {
				response.setHeader(RequestIds.HEADER, id);
				response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
				response.setContentType(MediaType.APPLICATION_JSON_VALUE);
				response.setCharacterEncoding(StandardCharsets.UTF_8);
				response.getReporter().write(ContainerErrors.this.json.writeValueAsString(refused(status).body()));
				response.finishResponse();
			}
			catch (IOException ex) {
				// Whoever asked is gone.
			}
			finally {
				MDC.remove(RequestIds.KEY);
			}
		}

	}

}
