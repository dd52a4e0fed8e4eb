package dev.marquee.output;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;

import com.redfin.sitemapgenerator.SitemapValidator;
import com.thaiopensource.relaxng.jaxp.CompactSyntaxSchemaFactory;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Feeds as jing validates them by the schema of RFC 4287, and sitemaps as sitemapgen4j
 * validates them by those of sitemaps.org.
 */
@IntegrationTest
class FeedSchemaTests {

	private static final int EVENTS = 80;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	OutputClient client;

	@BeforeEach
	void populate() {
		ConsistentListings.populate(new Random(21), EVENTS, this.graphQlTestClient);
		this.client = new OutputClient(this.graphQlTestClient);
	}

	@Test
	void feedConformsToTheSchemaOfTheRfc() throws SAXException, IOException {
		String feed = this.client.body("/events.atom?first=100");
		validate(feed);
		assertThat(feed.split("<entry>")).hasSize(EVENTS + 1);
		String id = this.graphQlTestClient.data("{ events(first: 1) { nodes { id } } }")
			.at("/events/nodes/0/id")
			.asString();
		validate(this.client.body("/events/" + id + ".atom"));
		System.out.println("jing: a feed of " + EVENTS + " entries, and one of a single event, 0 errors");
	}

	/** The judge finds what is wrong. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			<updated>[^<]+</updated>    | <updated>yesterday</updated>
			<id>[^<]+</id>              |
			<title>                     | <title type="wiki">
			""")
	void invalidFeedIsRejected(String pattern, String replacement) {
		String feed = this.client.body("/events.atom?first=100")
			.replaceFirst(pattern, (replacement != null) ? replacement : "");
		assertThatExceptionOfType(SAXException.class).isThrownBy(() -> validate(feed));
	}

	@Test
	void sitemapConformsToItsSchemas(@TempDir Path folder) throws IOException, SAXException {
		Path index = Files.writeString(folder.resolve("sitemap.xml"), this.client.body("/sitemap.xml"));
		SitemapValidator.validateSitemapIndex(index.toFile());
		String text = this.client.body("/sitemap-1.xml");
		Path part = Files.writeString(folder.resolve("sitemap-1.xml"), text);
		SitemapValidator.validateWebSitemap(part.toFile());
		Path invalid = Files.writeString(folder.resolve("invalid.xml"), text.replace("<lastmod>", "<lastmod>on "));
		assertThatExceptionOfType(SAXException.class)
			.isThrownBy(() -> SitemapValidator.validateWebSitemap(invalid.toFile()));
		System.out.println(
				"sitemapgen4j: an index, and a sitemap of " + (text.split("<url>").length - 1) + " pages, 0 errors");
	}

	private static void validate(String feed) throws SAXException, IOException {
		Schema schema = new CompactSyntaxSchemaFactory()
			.newSchema(Path.of("src/test/resources/schemas/atom.rnc").toFile());
		schema.newValidator().validate(new StreamSource(new StringReader(feed)));
	}

}
