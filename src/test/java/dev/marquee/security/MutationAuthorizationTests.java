package dev.marquee.security;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.marquee.graphql.ForbiddenException;
import dev.marquee.graphql.UnauthenticatedException;
import graphql.ExceptionWhileDataFetching;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MutationAuthorizationTests {

	private static final MutationRule RING = new MutationRule("ring", Scope.EVENTS_WRITE);

	private final GraphQLSchema schema = schema("type Query { ring: Int } type Mutation { ring: Int }");

	private final GraphQL graphQl = GraphQL.newGraphQL(this.schema)
		.instrumentation(new MutationAuthorization(List.of(RING)))
		.build();

	@Test
	void mutationWithoutRuleFailsVerification() {
		assertThatCode(() -> new MutationAuthorization(List.of(RING)).verifyComplete(this.schema))
			.doesNotThrowAnyException();
		assertThatIllegalStateException()
			.isThrownBy(() -> new MutationAuthorization(List.of()).verifyComplete(this.schema))
			.withMessageContaining("without a rule: [ring]");
	}

	@Test
	void ruleWithoutMutationFailsVerification() {
		MutationAuthorization rules = new MutationAuthorization(List.of(RING, new MutationRule("knock", Scope.ADMIN)));
		assertThatIllegalStateException().isThrownBy(() -> rules.verifyComplete(this.schema))
			.withMessageContaining("without a mutation: [knock]");
		assertThatIllegalStateException().isThrownBy(
				() -> new MutationAuthorization(List.of(RING)).verifyComplete(schema("type Query { ring: Int }")));
	}

	@Test
	void duplicateRuleIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MutationAuthorization(List.of(RING, RING)))
			.withMessage("Duplicate rule for Mutation.ring");
	}

	@Test
	void mutationRequiresItsScope() {
		assertThat(exceptionOf(Viewer.ANONYMOUS)).isInstanceOf(UnauthenticatedException.class);
		assertThat(exceptionOf(viewerWith(Scope.LISTINGS_IMPORT, Scope.ADMIN))).isInstanceOf(ForbiddenException.class);
		ExecutionResult result = execute("mutation { ring }", viewerWith(Scope.EVENTS_WRITE));
		assertThat(result.getErrors()).isEmpty();
		assertThat(result.<Map<String, Object>>getData()).containsEntry("ring", 1);
	}

	@Test
	void queryRequiresNoScope() {
		assertThat(execute("{ ring }", Viewer.ANONYMOUS).getErrors()).isEmpty();
	}

	private Throwable exceptionOf(Viewer viewer) {
		return ((ExceptionWhileDataFetching) execute("mutation { ring }", viewer).getErrors().getFirst())
			.getException();
	}

	private ExecutionResult execute(String document, Viewer viewer) {
		return this.graphQl
			.execute(ExecutionInput.newExecutionInput(document).root(Map.of("ring", 1)).graphQLContext(viewer::addTo));
	}

	private static Viewer viewerWith(Scope... scopes) {
		return new Viewer(Viewer.PrincipalType.KEY, "key", Set.of(scopes), null, UUID.randomUUID(), "a key");
	}

	private static GraphQLSchema schema(String sdl) {
		return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(sdl),
				RuntimeWiring.newRuntimeWiring().build());
	}

}
