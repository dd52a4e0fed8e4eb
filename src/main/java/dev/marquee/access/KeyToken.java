package dev.marquee.access;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of an API key: {@code mrq_}, then in base 62 the key's id, 256 random bits and
 * a checksum. Programs that look for leaked secrets know it by its beginning, and one
 * that was mistyped is known without asking the database.
 */
record KeyToken(UUID id, String text) {

	static final String PREFIX = "mrq_";

	private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

	/** Digits that 128, 256 and 32 bits need. */
	private static final int ID = 22;

	private static final int SECRET = 43;

	private static final int CHECKSUM = 6;

	private static final int SECRET_BYTES = 32;

	private static final int UUID_BYTES = 16;

	private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (ID + SECRET + CHECKSUM) + "}");

	static KeyToken generate(UUID id, SecureRandom random) {
		byte[] secret = new byte[SECRET_BYTES];
		random.nextBytes(secret);
		ByteBuffer key = ByteBuffer.allocate(UUID_BYTES)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits());
		String text = PREFIX + digits(new BigInteger(1, key.array()), ID) + digits(new BigInteger(1, secret), SECRET);
		return new KeyToken(id, text + checksum(text));
	}

	/** Reads a key; empty when it is none, or was mistyped. */
	static Optional<KeyToken> parse(String text) {
		if (!FORM.matcher(text).matches()) {
			return Optional.empty();
		}
		int end = text.length() - CHECKSUM;
		if (!checksum(text.substring(0, end)).equals(text.substring(end))) {
			return Optional.empty();
		}
		BigInteger id = number(text.substring(PREFIX.length(), PREFIX.length() + ID));
		return Optional.of(new KeyToken(new UUID(id.shiftRight(Long.SIZE).longValue(), id.longValue()), text));
	}

	/** What is stored of it. */
	byte[] hash() {
		return hash(this.text);
	}

	static byte[] hash(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	private static String checksum(String text) {
		CRC32 crc = new CRC32();
		crc.update(text.getBytes(StandardCharsets.US_ASCII));
		return digits(BigInteger.valueOf(crc.getValue()), CHECKSUM);
	}

	private static String digits(BigInteger number, int width) {
		StringBuilder digits = new StringBuilder();
		BigInteger rest = number;
		while (digits.length() < width) {
			BigInteger[] quotient = rest.divideAndRemainder(BASE);
			digits.append(DIGITS.charAt(quotient[1].intValue()));
			rest = quotient[0];
		}
		return digits.reverse().toString();
	}

	private static BigInteger number(String digits) {
		return digits.chars()
			.mapToObj((digit) -> BigInteger.valueOf(DIGITS.indexOf(digit)))
			.reduce(BigInteger.ZERO, (number, digit) -> number.multiply(BASE).add(digit));
	}

	@Override
	public String toString() {
		return PREFIX + "…(" + this.id + ")";
	}

}
