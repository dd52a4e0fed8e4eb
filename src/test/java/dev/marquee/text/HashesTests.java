package dev.marquee.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HashesTests {

	@Test
	void hashesAreThoseOfTheStandard() {
		assertThat(Hashes.sha256Hex("abc"))
			.isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
		assertThat(Hashes.sha256Hex(new byte[0]))
			.isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	}

	@Test
	void textIsHashedInUtf8() {
		assertThat(Hashes.sha256("é")).isEqualTo(Hashes.sha256(new byte[] { (byte) 0xc3, (byte) 0xa9 }));
	}

}
