package dev.marquee.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.marquee.output.SitemapPages.SitemapPage;
import dev.marquee.transport.http.FixedQueries;
import dev.marquee.transport.http.HttpErrorException;
import dev.marquee.transport.http.StreamedBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jooq.DSLContext;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.HtmlUtils;

/**
 * Serves the sitemap of the site's pages of events (sitemaps.org, protocol 0.9): an index
 * and its parts.
 */
@Controller
@ConditionalOnWebApplication
final class SitemapController {

	private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

	/** Search engines read it once a day or less. */
	private static final Duration MAX_AGE = Duration.ofMinutes(10);

	private final SitemapPages sitemapPages;

	private final EventPages pages;

	private final OutputAddresses addresses;

	private final OutputPermits permits;

	private final FixedQueries queries;

	private final TransactionTemplate transactions;

	private final LoadingCache<String, List<Instant>> parts;

	SitemapController(DSLContext dsl, @Value("${marquee.sitemap-past}") boolean hasPast,
			@Value("${marquee.sitemap-cancelled}") boolean hasCancelled, EventPages pages, OutputAddresses addresses,
			OutputPermits permits, FixedQueries queries, PlatformTransactionManager transactionManager) {
		this.sitemapPages = new SitemapPages(dsl, hasPast, hasCancelled);
		this.pages = pages;
		this.addresses = addresses;
		this.permits = permits;
		this.queries = queries;
		this.transactions = new TransactionTemplate(transactionManager);
		this.transactions.setReadOnly(true);
		this.parts = Caffeine.newBuilder().expireAfterWrite(MAX_AGE).build((all) -> this.sitemapPages.parts());
	}

	@GetMapping("/sitemap.xml")
	void sendIndex(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (!isAvailable(request, response)) {
			return;
		}
		List<Instant> updates = Objects.requireNonNull(this.parts.get("all"));
		Writer xml = open(request, response);
		xml.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"" + NAMESPACE + "\">\n");
		for (int i = 0; i < updates.size(); i++) {
			xml.write("<sitemap><loc>" + HtmlUtils.htmlEscape(this.addresses.publicUrl()) + "/sitemap-" + (i + 1)
					+ ".xml</loc><lastmod>" + updates.get(i) + "</lastmod></sitemap>\n");
		}
		xml.write("</sitemapindex>\n");
		xml.close();
	}

	@GetMapping("/sitemap-{part:[1-9][0-9]{0,4}}.xml")
	void sendPart(@PathVariable int part, HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (!isAvailable(request, response)) {
			return;
		}
		if (part > Objects.requireNonNull(this.parts.get("all")).size()) {
			this.queries.sendError(HttpErrorException.of(HttpStatus.NOT_FOUND, "The sitemap has no such part."),
					request, response);
			return;
		}
		String address = request.getRemoteAddr();
		this.permits.acquire(address);
		try {
			Writer xml = open(request, response);
			xml.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"" + NAMESPACE + "\">\n");
			this.transactions
				.executeWithoutResult((transaction) -> this.sitemapPages.forEach(part - 1, (page) -> write(page, xml)));
			xml.write("</urlset>\n");
			xml.close();
		}
		finally {
			this.permits.release(address);
		}
	}

	private void write(SitemapPage page, Writer xml) {
		try {
			xml.write(
					"<url><loc>" + HtmlUtils.htmlEscape(this.pages.page(page.id(), page.slug(), page.date().toString()))
							+ "</loc><lastmod>" + page.updatedAt() + "</lastmod></url>\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean isAvailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (!this.pages.hasTemplate()) {
			this.queries.sendError(HttpErrorException.of(HttpStatus.NOT_FOUND,
					"There is no sitemap, since `marquee.event-page` is not set."), request, response);
		}
		return this.pages.hasTemplate();
	}

	private static Writer open(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setContentType("application/xml;charset=utf-8");
		response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.maxAge(MAX_AGE).cachePublic().getHeaderValue());
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		return new BufferedWriter(new OutputStreamWriter(StreamedBody.open(request, response), StandardCharsets.UTF_8));
	}

}
