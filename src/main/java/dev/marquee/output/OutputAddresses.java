package dev.marquee.output;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.web.util.UriUtils;

/**
 * The absolute addresses of outputs.
 *
 * @param publicUrl the address at which clients reach this server, without a slash at the
 * end
 * @param title the name of feeds and calendars
 */
record OutputAddresses(String publicUrl, String title) {

	OutputAddresses {
		publicUrl = publicUrl.replaceFirst("/+$", "");
	}

	String list(OutputForm form, ListParameters parameters) {
		return list(form.extension(), parameters.given());
	}

	String list(String extension, Map<String, String> parameters) {
		String query = parameters.entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "="
					+ UriUtils.encode(parameter.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return this.publicUrl + "/events." + extension + (query.isEmpty() ? "" : "?" + query);
	}

	String event(OutputForm form, String id) {
		return this.publicUrl + "/events/" + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8) + "."
				+ form.extension();
	}

}
