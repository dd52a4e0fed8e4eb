package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files and directories that only their owner may access: the modes are 0600 and 0700. On
 * Windows, which has no POSIX permissions, those of the parent directory apply.
 */
public final class OwnerOnlyFiles {

	private OwnerOnlyFiles() {
	}

	/** Creates the directory unless it exists. */
	static void createDirectory(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			Files.createDirectory(directory, permissions(directory, "rwx------"));
		}
	}

	/**
	 * Writes the file. After a crash it has either all of the text or its former content.
	 */
	public static void write(Path file, String text) throws IOException {
		Path incomplete = file.resolveSibling(file.getFileName() + ".incomplete");
		Files.deleteIfExists(incomplete);
		Files.createFile(incomplete, permissions(file, "rw-------"));
		Files.writeString(incomplete, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
		Files.move(incomplete, file, StandardCopyOption.ATOMIC_MOVE);
	}

	private static FileAttribute<?>[] permissions(Path file, String permissions) {
		return file.getFileSystem().supportedFileAttributeViews().contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
