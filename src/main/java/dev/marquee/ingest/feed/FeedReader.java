package dev.marquee.ingest.feed;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.DocumentReader;
import dev.marquee.ingest.format.DocumentText;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;

import org.springframework.stereotype.Component;

/**
 * Reads the entries of RSS 0.9 to 2.0 and Atom feeds, each as an event. External entities
 * and document types are never read.
 */
@Component
class FeedReader implements DocumentReader {

	private static final Pattern DECLARATION = Pattern
		.compile("^\\s*<\\?xml[^>]*?(?:\\sencoding\\s*=\\s*[\"']([A-Za-z][\\w.-]{0,40})[\"'][^>]*)?\\?>");

	private static final int MAX_DECLARATION_LENGTH = 200;

	@Override
	public Set<DocumentFormat> formats() {
		return Set.of(DocumentFormat.FEED);
	}

	@Override
	public void read(SourceDocument document, DocumentFormat format, DocumentProblems problems,
			Consumer<SourceListing> listings) {
		String text = DECLARATION.matcher(decode(document.bytes(), problems)).replaceFirst("");
		try {
			List<SyndEntry> entries = input().build(new StringReader(text.strip())).getEntries();
			for (int index = 0; index < entries.size(); index++) {
				listings.accept(new FeedEntryReader(entries.get(index), index, document).read());
			}
			if (entries.isEmpty()) {
				problems.error(DocumentLocation.DOCUMENT, "no_events", "The feed has no entries.");
			}
		}
		catch (FeedException | IllegalArgumentException ex) {
			if (String.valueOf(ex.getMessage()).contains("DOCTYPE")) {
				problems.error(DocumentLocation.DOCUMENT, "doctype_forbidden",
						"The feed has a document type, which is not read: remove it.");
				return;
			}
			problems.error(DocumentLocation.DOCUMENT, "feed_invalid", "The document cannot be read as RSS or Atom ("
					+ UntrustedText.abbreviate(String.valueOf(ex.getMessage()), 200) + "): fix it.");
		}
	}

	private static String decode(byte[] bytes, DocumentProblems problems) {
		int length = Math.min(bytes.length, MAX_DECLARATION_LENGTH);
		Matcher declaration = DECLARATION.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
		String encoding = declaration.find() ? declaration.group(1) : null;
		try {
			return (encoding != null) ? DocumentText.decode(bytes, Charset.forName(encoding), problems)
					: DocumentText.decode(bytes, problems);
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ex) {
			return DocumentText.decode(bytes, problems);
		}
	}

	private static SyndFeedInput input() {
		SyndFeedInput input = new SyndFeedInput();
		input.setAllowDoctypes(false);
		input.setXmlHealerOn(true);
		input.setPreserveWireFeed(false);
		return input;
	}

}
