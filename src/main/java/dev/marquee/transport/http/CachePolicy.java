package dev.marquee.transport.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import dev.marquee.security.Viewer;
import dev.marquee.text.Hashes;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.CacheControl;

/**
 * Determines the {@code Cache-Control} and {@code ETag} of a response, and whether the
 * client has it already. A response to an anonymous request without errors is public.
 */
final class CachePolicy {

	static final String NO_STORE = "no-store";

	/** The client may store the response, but must revalidate it before each use. */
	private static final String PRIVATE = "private, no-cache";

	private static final String GZIP_SUFFIX = "-gzip";

	private static final int HASH_BYTES = 16;

	private final String publicCacheControl;

	CachePolicy(Duration maxAge) {
		this.publicCacheControl = "public, max-age=" + maxAge.toSeconds();
	}

	/**
	 * Returns the {@code Cache-Control} of the response to a GET. A {@link CacheControl}
	 * in the context of the request takes precedence.
	 */
	String cacheControl(WebGraphQlResponse response) {
		if (!response.getExecutionResult().isDataPresent() || !response.getErrors().isEmpty()) {
			return NO_STORE;
		}
		GraphQLContext context = response.getExecutionInput().getGraphQLContext();
		CacheControl explicitCacheControl = context.get(CacheControl.class);
		if (explicitCacheControl != null) {
			return String.valueOf(explicitCacheControl.getHeaderValue());
		}
		return Viewer.of(context).isAnonymous() ? this.publicCacheControl : PRIVATE;
	}

	/**
	 * Returns a strong {@code ETag}, which differs between the compressed and the plain
	 * body.
	 */
	static String etag(byte[] body, boolean gzip) {
		byte[] hash = Arrays.copyOf(Hashes.sha256(body), HASH_BYTES);
		return '"' + HexFormat.of().formatHex(hash) + (gzip ? GZIP_SUFFIX : "") + '"';
	}

	/**
	 * Whether {@code If-None-Match} has the tag. Compressed and plain body have the same
	 * content, so the tag of either matches.
	 */
	static boolean matchesIfNoneMatch(@Nullable String ifNoneMatch, String tag) {
		if (ifNoneMatch == null) {
			return false;
		}
		String plain = tag.replace(GZIP_SUFFIX, "");
		return List.of(ifNoneMatch.split(",", -1))
			.stream()
			.map(String::strip)
			.map((candidate) -> candidate.startsWith("W/") ? candidate.substring(2) : candidate)
			.anyMatch((candidate) -> candidate.equals("*") || candidate.replace(GZIP_SUFFIX, "").equals(plain));
	}

}
