package dev.marquee.ingest.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Set;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;

/**
 * Guesses the encoding of text that is not Unicode and states none: by ICU where the
 * bytes are clearly of another script or of Central Europe, else windows-1252.
 */
public final class LegacyCharsets {

	private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

	/**
	 * Encodings with several bytes a character, which have a form that is unlikely by
	 * chance.
	 */
	private static final Set<String> MULTI_BYTE = Set.of("Shift_JIS", "GB18030", "Big5", "EUC-JP", "EUC-KR");

	private static final Set<String> OTHER_SCRIPTS = Set.of("windows-1251", "KOI8-R", "ISO-8859-5", "windows-1253",
			"ISO-8859-7", "windows-1255", "ISO-8859-8", "ISO-8859-8-I", "windows-1256", "ISO-8859-6");

	private static final Set<String> CENTRAL_EUROPEAN = Set.of("windows-1250", "ISO-8859-2");

	private static final int MIN_CONFIDENCE_MULTI_BYTE = 60;

	private static final int MIN_CONFIDENCE = 40;

	/** Of the letters in words with accents, those of other scripts make up most. */
	private static final double OTHER_SCRIPT_SHARE = 0.8;

	private static final int MAX_SAMPLE = 16 * 1024;

	private LegacyCharsets() {
	}

	/** The most likely encoding of bytes that are neither UTF-8 nor UTF-16. */
	public static Charset guess(byte[] bytes) {
		byte[] sample = sample(bytes);
		boolean isOtherScript = shareOfHighBytes(sample) >= OTHER_SCRIPT_SHARE;
		for (CharsetMatch match : new CharsetDetector().setText(sample).detectAll()) {
			String name = match.getName();
			boolean isLikely = MULTI_BYTE.contains(name) ? match.getConfidence() >= MIN_CONFIDENCE_MULTI_BYTE
					: isOtherScript ? OTHER_SCRIPTS.contains(name)
							: CENTRAL_EUROPEAN.contains(name) && match.getConfidence() >= MIN_CONFIDENCE;
			if (isLikely) {
				return name.startsWith("ISO-8859-8") ? Charset.forName("windows-1255") : Charset.forName(name);
			}
			if (!isOtherScript) {
				break;
			}
		}
		return WINDOWS_1252;
	}

	/** In the words that have a byte beyond ASCII. */
	private static double shareOfHighBytes(byte[] sample) {
		int high = 0;
		int letters = 0;
		int highInWord = 0;
		int lettersInWord = 0;
		for (int index = 0; index <= sample.length; index++) {
			boolean isHigh = index < sample.length && sample[index] < 0;
			if (isHigh || (index < sample.length && Character.isLetter(sample[index]))) {
				highInWord += isHigh ? 1 : 0;
				lettersInWord++;
			}
			else {
				high += highInWord;
				letters += (highInWord > 0) ? lettersInWord : 0;
				highInWord = 0;
				lettersInWord = 0;
			}
		}
		return (letters > 0) ? (double) high / letters : 0;
	}

	/** The lines that are not ASCII, since the others only dilute them. */
	private static byte[] sample(byte[] bytes) {
		ByteArrayOutputStream sample = new ByteArrayOutputStream();
		int begin = 0;
		for (int index = 0; index <= bytes.length && sample.size() < MAX_SAMPLE; index++) {
			if (index == bytes.length || bytes[index] == '\n') {
				if (hasHighByte(bytes, begin, index)) {
					sample.write(bytes, begin, Math.min(index - begin, MAX_SAMPLE));
					sample.write('\n');
				}
				begin = index + 1;
			}
		}
		return sample.toByteArray();
	}

	private static boolean hasHighByte(byte[] bytes, int begin, int end) {
		for (int index = begin; index < end; index++) {
			if (bytes[index] < 0) {
				return true;
			}
		}
		return false;
	}

}
