package dev.marquee.graphql;

import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import tools.jackson.databind.JsonNode;

/**
 * GraphiQL in a browser: what a user sees and does.
 */
record GraphiQlPage(Page page) {

	/** Opens an address of GraphiQL, and waits for its editor. */
	static GraphiQlPage open(Page page, String uri) {
		page.navigate(uri);
		page.waitForSelector(".graphiql-query-editor .view-line");
		return new GraphiQlPage(page);
	}

	void openPane(String title) {
		button("Show " + title).click();
	}

	/** Closes a pane: on a phone with its own control, since it covers the sidebar. */
	void closePane(String title) {
		Locator close = button("Close " + title);
		(close.isVisible() ? close : button("Hide " + title)).click();
	}

	/** Enters a key with all scopes. */
	void enterKey() {
		openPane("Key");
		this.page.getByLabel("API key", new Page.GetByLabelOptions().setExact(true)).fill(IntegrationTest.EDITOR_TOKEN);
		closePane("Key");
	}

	/** Opens the example with this operation in a tab. */
	void openExample(String operation) {
		openPane("Examples");
		this.page.locator(".marquee-examples").getByText(exampleTitle(operation)).click();
		PlaywrightAssertions.assertThat(editor()).containsText(operation);
		closePane("Examples");
	}

	/** The title of an operation's example, such as "Near me" for {@code NearMe}. */
	static Pattern exampleTitle(String operation) {
		return Pattern.compile("^" + operation.replaceAll("(?<=.)([A-Z])", " $1") + "$", Pattern.CASE_INSENSITIVE);
	}

	/** Runs the operation of the active tab, and returns the response of the server. */
	JsonNode execute(String operation) {
		Response httpResponse = this.page.waitForResponse(
				(candidate) -> candidate.url().endsWith("/graphql")
						&& candidate.request().postData().contains(operation),
				() -> this.page.click(".graphiql-execute-button"));
		return GraphQlTestClient.JSON.readTree(httpResponse.body());
	}

	Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
	}

	Locator editor() {
		return this.page.locator(".graphiql-query-editor .view-lines");
	}

	Locator variables() {
		return this.page.locator(".graphiql-editor-tool .view-lines").first();
	}

	Locator response() {
		return this.page.locator(".graphiql-response .view-lines");
	}

	Locator status() {
		return this.page.locator(".marquee-status");
	}

	Locator tabs() {
		return this.page.locator(".graphiql-tab-button");
	}

	String clipboard() {
		return (String) this.page.evaluate("navigator.clipboard.readText()");
	}

	/** Publishes an event as another client would. */
	static void publish(GraphQlTestClient client, String name) {
		String document = """
				mutation Publish($name: String!) {
				  createEvent(input: {
				    name: $name, publish: true, start: { local: "2027-03-05T19:30", timeZone: "UTC" }
				  }) { userErrors { message } }
				}""";
		client.withToken(IntegrationTest.EDITOR_TOKEN).data(document, Map.of("name", name));
	}

}
