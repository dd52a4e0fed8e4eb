package dev.marquee.transport.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.HtmlUtils;

/**
 * Responds to errors outside the endpoint, such as an unknown address: a page for
 * browsers, and a GraphQL error for programs. Replaces Spring Boot's error page.
 */
@Controller
@ConditionalOnWebApplication
final class ErrorPageController implements ErrorController {

	private final JsonMapper json;

	private final String endpointPath;

	private final boolean hasSchemaPages;

	ErrorPageController(JsonMapper json, @Value("${spring.graphql.http.path:/graphql}") String endpointPath,
			@Value("${marquee.introspection}") boolean hasSchemaPages) {
		this.json = json;
		this.endpointPath = endpointPath;
		this.hasSchemaPages = hasSchemaPages;
	}

	@RequestMapping("/error")
	void respond(HttpServletRequest request, HttpServletResponse response) throws IOException {
		HttpStatus status = status(request);
		HttpErrorException error = HttpErrorException.of(status, message(status, request));
		boolean html = ResponseMediaType.prefersHtml(request.getHeader(HttpHeaders.ACCEPT));
		byte[] body = html ? page(error, request.getContextPath()).getBytes(StandardCharsets.UTF_8)
				: this.json.writeValueAsBytes(error.body());
		response.setStatus(status.value());
		response
			.setContentType((html ? MediaType.TEXT_HTML_VALUE : MediaType.APPLICATION_JSON_VALUE) + ";charset=utf-8");
		response.setHeader(HttpHeaders.CACHE_CONTROL, CachePolicy.NO_STORE);
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	/** The status of the error; 404 if a client requests this address itself. */
	private static HttpStatus status(HttpServletRequest request) {
		if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)) {
			return HttpStatus.NOT_FOUND;
		}
		@Nullable HttpStatus status = HttpStatus.resolve(code);
		return (status != null) ? status : HttpStatus.INTERNAL_SERVER_ERROR;
	}

	private String message(HttpStatus status, HttpServletRequest request) {
		return switch (status) {
			case NOT_FOUND -> "There is nothing at this address. GraphQL is at `" + this.endpointPath + "`.";
			case METHOD_NOT_ALLOWED -> "This address does not support the method " + method(request) + ".";
			case INTERNAL_SERVER_ERROR -> "Internal error. Report it with the `requestId`.";
			default -> "The request was rejected: " + status.getReasonPhrase() + ".";
		};
	}

	/** The method of the request, since an error dispatch may have another one. */
	private static Object method(HttpServletRequest request) {
		@Nullable Object method = request.getAttribute(RequestDispatcher.ERROR_METHOD);
		return (method != null) ? method : request.getMethod();
	}

	private String page(HttpErrorException error, String root) {
		String path = HtmlUtils.htmlEscape(root);
		String message = HtmlUtils.htmlEscape(String.valueOf(error.getMessage()));
		String title = error.status().value() + " " + error.status().getReasonPhrase();
		return """
				<!doctype html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="color-scheme" content="light dark">
				<title>Marquee · %s</title>
				<style>
				:root {
				  color: light-dark(#2b2b33, #e6e6ea);
				  background: light-dark(#fff, #1e1e24);
				  font: 1.0625rem/1.6 system-ui, sans-serif;
				}
				main { max-width: 42rem; margin: 12vh auto 4rem; padding: 0 1.25rem; overflow-wrap: anywhere; }
				h1, a { color: light-dark(#8a1538, #ff8fab); }
				h1 { font-size: 1.75rem; line-height: 1.25; }
				</style>
				</head>
				<body>
				<main>
				<h1>%s</h1>
				<p>%s</p>
				<ul>
				<li><a href="%s/">Upcoming events</a></li>
				<li><a href="%s/graphiql">GraphiQL</a></li>
				%s</ul>
				</main>
				</body>
				</html>
				""".formatted(title, title, message.replaceAll("`([^`]*)`", "<code>$1</code>"), path, path,
				this.hasSchemaPages ? schemaLinks(path) : "");
	}

	private static String schemaLinks(String path) {
		return """
				<li><a href="%s/docs/">API reference</a></li>
				<li><a href="%s/schema.graphql">Schema (SDL)</a></li>
				""".formatted(path, path);
	}

}
