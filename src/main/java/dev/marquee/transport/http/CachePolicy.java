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
 * Says which answers may be kept, by whom, and whether a client has the answer already.
 * An answer is everybody's when it was made for nobody in particular and has no errors.
 */
final class CachePolicy {

	static final String NO_STORE = "no-store";

	/** The one who asked may keep it, but has to ask again each time. */
	private static final String PRIVATE = "private, no-cache";

	private static final String GZIP_SUFFIX = "-gzip";

	private static final int HASH_BYTES = 16;

	private final String publicCacheControl;

	CachePolicy(Duration maxAge) {
		this.publicCacheControl = "public, max-age=" + maxAge.toSeconds();
	}

	/**
	 * The {@code Cache-Control} of the answer to a GET. Whoever executes a part of it may
	 * leave another in the context of the request.
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

	/** A strong {@code ETag}, which tells the compressed bytes from the others. */
	static String etag(byte[] body, boolean gzip) {
		byte[] hash = Arrays.copyOf(Hashes.sha256(body), HASH_BYTES);
		return '"' + HexFormat.of().formatHex(hash) + (gzip ? GZIP_SUFFIX : "") + '"';
	}

	/**
	 * Whether {@code If-None-Match} names the tag. Both forms of an answer say the same,
	 * so either will do.
	 */
	static boolean matchesIfNoneMatch(@Nullable String ifNoneMatch, String tag) {
		if (ifNoneMatch == null) {
			return false;
		}
		String plain = tag.replace(GZIP_SUFFIX, "");
		return List.of(ifNoneMatch.split(",", -1))
			.stream()
			.map(String::strip)
			.map((known) -> known.startsWith("W/") ? known.substring(2) : known)
			.anyMatch((known) -> known.equals("*") || known.replace(GZIP_SUFFIX, "").equals(plain));
	}

}
