package dev.marquee.mutation;

import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;

/**
 * Factory of {@link MutationClient}s.
 */
public final class MutationClients {

	private MutationClients() {
	}

	/** A client with the editor key, which has all scopes. */
	public static MutationClient withAllScopes(GraphQlTestClient graphQlTestClient) {
		return withKey(graphQlTestClient, IntegrationTest.EDITOR_TOKEN);
	}

	/** A client with this key. */
	public static MutationClient withKey(GraphQlTestClient graphQlTestClient, String key) {
		return new MutationClient(graphQlTestClient, Map.of("Authorization", "Bearer " + key));
	}

}
