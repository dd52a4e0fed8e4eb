package dev.marquee.ingest.calendar;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.marquee.event.ImageDetails;
import dev.marquee.event.ImageDetails.ImageRole;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.TextCleaner;
import org.jspecify.annotations.Nullable;

/**
 * Reads the images of an event: {@code IMAGE} (RFC 7986) and attachments that are images.
 */
record CalendarImages(CalendarComponent component, DocumentProblems problems) {

	private static final Pattern IMAGE_PATH = Pattern.compile("[^?#]+\\.(?:avif|gif|jpe?g|png|webp|svg)(?:[?#].*)?",
			Pattern.CASE_INSENSITIVE);

	/** Other attachments are not published: nobody has looked at them. */
	List<ImageDetails> read() {
		TextCleaner textCleaner = new TextCleaner(this.problems);
		Stream<String> images = this.component.all("IMAGE")
			.filter((line) -> !line.hasParameter("VALUE", "BINARY"))
			.map(ContentLine::text);
		Stream<String> attachments = this.component.all("ATTACH")
			.filter((line) -> isImage(line.parameter("FMTTYPE"), line.value()))
			.map(ContentLine::value);
		Stream<String> pictures = this.component.all("X-WP-IMAGES-URL")
			.map((line) -> line.text().split(";", 3))
			.filter((parts) -> parts.length > 1)
			.map((parts) -> parts[1]);
		List<ImageDetails> gallery = Stream.of(images, attachments, pictures)
			.flatMap(Function.identity())
			.map((address) -> textCleaner.url(address, "IMAGE", this.component.locationOf("IMAGE")))
			.flatMap(Stream::ofNullable)
			.distinct()
			.map((url) -> new ImageDetails(url, null, ImageRole.OTHER))
			.toList();
		return ListingLimits.truncate(ListingLimits.MAX_PARTS, gallery, this.component.location(), this.problems);
	}

	private static boolean isImage(@Nullable String type, String address) {
		boolean isWebAddress = address.toLowerCase(Locale.ROOT).startsWith("http");
		return isWebAddress && ((type != null) ? type.toLowerCase(Locale.ROOT).startsWith("image/")
				: IMAGE_PATH.matcher(address).matches());
	}

}
