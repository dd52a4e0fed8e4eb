package dev.marquee.security;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import dev.marquee.text.Hashes;

/**
 * The text of an API key: {@code mrq_}, then in base 62 the key's id, 256 random bits and
 * a CRC-32 checksum. Secret scanners recognize the prefix, and the checksum detects a
 * mistyped key without a database query.
 */
record ApiKeyToken(UUID id, String text) {

	static final String PREFIX = "mrq_";

	private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

	/** The base 62 digits of 128, 256 and 32 bits. */
	private static final int ID_LENGTH = 22;

	private static final int SECRET_LENGTH = 43;

	private static final int CHECKSUM_LENGTH = 6;

	private static final int SECRET_BYTES = 32;

	private static final int UUID_BYTES = 16;

	private static final Pattern FORMAT = Pattern
		.compile(PREFIX + "[0-9A-Za-z]{" + (ID_LENGTH + SECRET_LENGTH + CHECKSUM_LENGTH) + "}");

	static ApiKeyToken generate(UUID id, SecureRandom random) {
		byte[] secret = new byte[SECRET_BYTES];
		random.nextBytes(secret);
		ByteBuffer key = ByteBuffer.allocate(UUID_BYTES)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits());
		String text = PREFIX + toBase62(new BigInteger(1, key.array()), ID_LENGTH)
				+ toBase62(new BigInteger(1, secret), SECRET_LENGTH);
		return new ApiKeyToken(id, text + checksum(text));
	}

	/** Parses a key; empty if the format or the checksum is wrong. */
	static Optional<ApiKeyToken> parse(String text) {
		if (!FORMAT.matcher(text).matches()) {
			return Optional.empty();
		}
		int end = text.length() - CHECKSUM_LENGTH;
		if (!checksum(text.substring(0, end)).equals(text.substring(end))) {
			return Optional.empty();
		}
		BigInteger id = fromBase62(text.substring(PREFIX.length(), PREFIX.length() + ID_LENGTH));
		return Optional.of(new ApiKeyToken(new UUID(id.shiftRight(Long.SIZE).longValue(), id.longValue()), text));
	}

	/** The SHA-256 of the text, which is stored instead of the text. */
	byte[] hash() {
		return Hashes.sha256(this.text);
	}

	private static String checksum(String text) {
		CRC32 crc = new CRC32();
		crc.update(text.getBytes(StandardCharsets.US_ASCII));
		return toBase62(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
	}

	private static String toBase62(BigInteger number, int width) {
		StringBuilder digits = new StringBuilder();
		BigInteger rest = number;
		while (digits.length() < width) {
			BigInteger[] quotient = rest.divideAndRemainder(BASE);
			digits.append(ALPHABET.charAt(quotient[1].intValue()));
			rest = quotient[0];
		}
		return digits.reverse().toString();
	}

	private static BigInteger fromBase62(String digits) {
		return digits.chars()
			.mapToObj((digit) -> BigInteger.valueOf(ALPHABET.indexOf(digit)))
			.reduce(BigInteger.ZERO, (number, digit) -> number.multiply(BASE).add(digit));
	}

	@Override
	public String toString() {
		return PREFIX + "…(" + this.id + ")";
	}

}
