package dev.marquee.mutation;

import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;

/**
 * Those who may write in tests.
 */
public final class MutationClients {

	private MutationClients() {
	}

	/** Who may do everything. */
	public static MutationClient withAllScopes(GraphQlTestClient graphQlTestClient) {
		return withKey(graphQlTestClient, IntegrationTest.EDITOR_TOKEN);
	}

	/** Whoever has this key. */
	public static MutationClient withKey(GraphQlTestClient graphQlTestClient, String key) {
		return new MutationClient(graphQlTestClient, Map.of("Authorization", "Bearer " + key));
	}

}
