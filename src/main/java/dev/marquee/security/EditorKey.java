package dev.marquee.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;

import dev.marquee.database.EmbeddedPostgresServer;
import dev.marquee.database.OwnerOnlyFiles;
import dev.marquee.text.Hashes;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The key with all scopes that is not stored in the database. It is the setting
 * {@code marquee.editor-token} or, with the embedded database, generated on the first
 * start and stored in the data directory. With an external database and without the
 * setting, no editor key exists.
 */
@Component
public class EditorKey {

	private static final String FILE = "editor-token";

	private static final Viewer EDITOR = new Viewer(Viewer.PrincipalType.EDITOR, "editor", EnumSet.allOf(Scope.class),
			null, null, "editor");

	private final @Nullable String token;

	private final @Nullable Path file;

	private final byte[] hash;

	EditorKey(@Value("${marquee.editor-token:}") String token, @Value("${marquee.data-dir}") Path directory,
			ObjectProvider<EmbeddedPostgresServer> embedded) {
		boolean generated = token.isBlank() && embedded.getIfAvailable() != null;
		this.file = generated ? directory.resolve(FILE) : null;
		this.token = generated ? readOrCreate(directory.resolve(FILE)) : token.isBlank() ? null : token.strip();
		this.hash = (this.token != null) ? Hashes.sha256(this.token) : new byte[0];
	}

	/** Returns a generated key, to be printed at startup. */
	public Optional<String> generatedToken() {
		return (this.file != null) ? Optional.ofNullable(this.token) : Optional.empty();
	}

	/** Whether the key is the setting {@code marquee.editor-token}. */
	public boolean isConfigured() {
		return this.token != null && this.file == null;
	}

	Optional<Viewer> authenticate(String token) {
		return MessageDigest.isEqual(this.hash, Hashes.sha256(token)) ? Optional.of(EDITOR) : Optional.empty();
	}

	private static String readOrCreate(Path file) {
		try {
			if (!Files.exists(file)) {
				String token = ApiKeyToken.generate(new UUID(0, 0), new SecureRandom()).text();
				OwnerOnlyFiles.write(file, token + System.lineSeparator());
			}
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot store the editor key in " + file, ex);
		}
	}

}
