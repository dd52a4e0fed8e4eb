package dev.marquee.ingest.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.ingest.value.Utf16;

/**
 * Detects the format of a document by its first 64 KB, and by its name where several
 * formats begin alike.
 */
public final class FormatDetector {

	private static final int HEAD_BYTES = 64 * 1024;

	private static final Pattern EMAIL = Pattern.compile(
			"(?:From|Return-Path|Received|MIME-Version|Delivered-To|Message-ID|X-Original-To): ",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern JSON = Pattern.compile("\\{\\s*(?:[\"'}/]|$)|\\[\\s*(?:[\\[{\\]\"]|$)");

	/** A comment before JSON. */
	private static final Pattern COMMENT = Pattern.compile("^(?:/\\*(?s:.*?)\\*/|//.*)\\s*");

	/** A heading or a key of the listing text. */
	private static final Pattern LISTING_LINE = Pattern.compile("^\\s*(?:#|[-*+]\\s+\\*\\*|\\*\\*)", Pattern.MULTILINE);

	private FormatDetector() {
	}

	public static DetectedFormat detect(String name, byte[] bytes) {
		Optional<String> binary = BinaryKind.describe(bytes);
		if (binary.isPresent()) {
			return DetectedFormat.other(binary.get());
		}
		String head = head(bytes);
		if (head.isEmpty()) {
			return DetectedFormat.other("an empty document");
		}
		return byBeginning(head).orElseGet(() -> byLines(name, head));
	}

	/** The beginning as text, without a byte order mark and leading white space. */
	private static String head(byte[] bytes) {
		String text = new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES),
				Utf16.charset(bytes).orElse(StandardCharsets.UTF_8));
		return (text.startsWith("\uFEFF") ? text.substring(1) : text).stripLeading();
	}

	private static Optional<DetectedFormat> byBeginning(String head) {
		String upper = head.substring(0, Math.min(head.length(), 40)).toUpperCase(Locale.ROOT);
		if (upper.startsWith("BEGIN:VCARD")) {
			return Optional.of(DetectedFormat.other("a vCard"));
		}
		if (upper.startsWith("BEGIN:V")) {
			return Optional.of(DetectedFormat.certain(DocumentFormat.ICALENDAR));
		}
		if (upper.startsWith("{\\RTF")) {
			return Optional.of(DetectedFormat.other("an RTF document"));
		}
		if (JSON.matcher(COMMENT.matcher(head).replaceFirst("")).lookingAt()) {
			return Optional.of(JsonKind.detect(head));
		}
		if (head.startsWith("<")) {
			return MarkupKind.detect(head);
		}
		return EMAIL.matcher(head).lookingAt() ? Optional.of(DetectedFormat.other("an e-mail message"))
				: Optional.empty();
	}

	private static DetectedFormat byLines(String name, String head) {
		String lowerName = name.toLowerCase(Locale.ROOT);
		if (lowerName.endsWith(".csv") || lowerName.endsWith(".tsv")) {
			return DetectedFormat.likely(DocumentFormat.CSV);
		}
		Matcher listingLine = LISTING_LINE.matcher(head);
		return (!listingLine.find() && hasColumns(head)) ? DetectedFormat.likely(DocumentFormat.CSV)
				: DetectedFormat.likely(DocumentFormat.LISTING_TEXT);
	}

	/** Whether the first two lines have at least three columns each, as many in both. */
	private static boolean hasColumns(String head) {
		String[] lines = head.split("\\R", 3);
		if (lines.length < 2) {
			return false;
		}
		for (String separator : new String[] { "\t", ";", "," }) {
			int columns = lines[0].split(separator, -1).length;
			boolean isHeader = columns >= 3 && lines[0].length() / columns < 40
					&& !lines[0].stripTrailing().endsWith(".");
			if (isHeader && lines[1].split(separator, -1).length >= columns) {
				return true;
			}
		}
		return false;
	}

}
