package dev.marquee.text;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What all spellings of a page's URL have in common: scheme, {@code www.}, default port,
 * trailing slash, fragment and tracking parameters do not count. The SQL function
 * {@code url_identity} computes the same.
 */
public final class UrlIdentity {

	private static final Pattern PARTS = Pattern
		.compile("(https?)://(?:www\\.)?([^/?#]+)([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);

	private static final Pattern TRACKING_PARAMETER = Pattern.compile(
			"(?:utm_[^=]*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|mc_cid|mc_eid|mkt_tok|_ga|_gl|_hsenc|_hsmi)(?:=.*)?",
			Pattern.CASE_INSENSITIVE);

	/**
	 * The sites whose URLs are known to end with the number of the event, by host. The
	 * number identifies the event: the rest of the path changes when the event is
	 * renamed. A new site also needs a migration of {@code url_identity} and of the index
	 * that depends on it.
	 */
	private static final Map<String, Pattern> NUMBERED_SITES = Map.of("allevents.in", Pattern.compile("/(\\d{6,})$"));

	private UrlIdentity() {
	}

	/**
	 * The identity of a normalized URL, such as {@code a.example/show?id=1}; other texts
	 * are returned as they are.
	 */
	public static String of(String url) {
		Matcher parts = PARTS.matcher(url);
		if (!parts.matches()) {
			return url;
		}
		String host = host(parts);
		return number(parts).map((number) -> host + '/' + number).orElseGet(() -> host + path(parts) + query(parts));
	}

	/**
	 * The number of the event in a normalized URL of a site whose URLs are known to have
	 * one.
	 */
	public static Optional<String> siteNumber(String url) {
		Matcher parts = PARTS.matcher(url);
		return parts.matches() ? number(parts) : Optional.empty();
	}

	private static Optional<String> number(Matcher parts) {
		Pattern pattern = NUMBERED_SITES.get(host(parts));
		if (pattern == null) {
			return Optional.empty();
		}
		Matcher number = pattern.matcher(path(parts));
		return number.find() ? Optional.of(number.group(1)) : Optional.empty();
	}

	private static String host(Matcher parts) {
		String defaultPort = parts.group(1).equals("http") ? ":80" : ":443";
		String host = parts.group(2);
		return host.endsWith(defaultPort) ? host.substring(0, host.length() - defaultPort.length()) : host;
	}

	private static String path(Matcher parts) {
		String path = parts.group(3);
		int end = path.length();
		while (end > 0 && path.charAt(end - 1) == '/') {
			end--;
		}
		return path.substring(0, end);
	}

	private static String query(Matcher parts) {
		if (parts.group(4) == null) {
			return "";
		}
		String parameters = Arrays.stream(parts.group(4).split("&", -1))
			.filter((parameter) -> !parameter.isEmpty() && !TRACKING_PARAMETER.matcher(parameter).matches())
			.collect(Collectors.joining("&"));
		return parameters.isEmpty() ? "" : '?' + parameters;
	}

}
