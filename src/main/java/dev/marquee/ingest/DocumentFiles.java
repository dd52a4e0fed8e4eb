package dev.marquee.ingest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Finds the documents that paths name: files, and those in folders whose names end as
 * those of documents do. A symbolic link is followed if a path names it or if its target
 * is within the folder. Otherwise, users who can write to the folder could have the
 * import read any file.
 */
final class DocumentFiles {

	/** How the names of files end that a folder is searched for. */
	private static final Set<String> EXTENSIONS = Set.of("txt", "json", "jsonld", "ndjson", "html", "htm", "xhtml",
			"ics", "ical", "csv", "tsv", "xml", "rss", "atom");

	private final List<DocumentFile> files = new ArrayList<>();

	private DocumentFiles() {
	}

	/**
	 * All documents, sorted within each folder. Files of the same name are named by their
	 * whole paths, so that one does not overwrite the other's listing.
	 */
	static List<DocumentFile> find(List<Path> roots) {
		DocumentFiles found = new DocumentFiles();
		roots.forEach(found::add);
		Map<String, Long> paths = found.files.stream()
			.collect(Collectors.groupingBy(DocumentFile::name,
					Collectors.mapping((file) -> file.path().toAbsolutePath().normalize(),
							Collectors.collectingAndThen(Collectors.toSet(), (distinct) -> (long) distinct.size()))));
		return found.files.stream()
			.map((file) -> (paths.getOrDefault(file.name(), 1L) > 1) ? file.withName(file.path()) : file)
			.toList();
	}

	private void add(Path root) {
		if (!Files.isDirectory(root)) {
			Path name = root.getFileName();
			this.files.add(new DocumentFile(root, withSlashes((name != null) ? name : root), null));
			return;
		}
		List<DocumentFile> within = new ArrayList<>();
		try {
			Path folder = Files.isSymbolicLink(root) ? root.toRealPath() : root;
			Files.walkFileTree(folder, new DocumentFileVisitor(folder, within));
		}
		catch (IOException ex) {
			within.add(new DocumentFile(root, withSlashes(root), ex));
		}
		within.sort(Comparator.comparing(DocumentFile::path));
		this.files.addAll(within);
	}

	private static String withSlashes(Path path) {
		return path.toString().replace(path.getFileSystem().getSeparator(), "/");
	}

	/**
	 * A document, or a path that cannot be read.
	 *
	 * @param name the path within the folder, with slashes; it identifies the listing if
	 * the document has no URL
	 */
	record DocumentFile(Path path, String name, @Nullable IOException failure) {

		DocumentFile withName(Path newName) {
			return new DocumentFile(this.path, withSlashes(newName), this.failure);
		}

	}

	/**
	 * Collects documents and records unreadable paths instead of ending the walk.
	 */
	static final class DocumentFileVisitor extends SimpleFileVisitor<Path> {

		private final Path root;

		private final List<DocumentFile> found;

		DocumentFileVisitor(Path root, List<DocumentFile> found) {
			this.root = root;
			this.found = found;
		}

		List<DocumentFile> found() {
			return this.found;
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
			if (Files.isRegularFile(file) && isDocument(file)) {
				add(file, attributes.isSymbolicLink() ? checkLink(file) : null);
			}
			return FileVisitResult.CONTINUE;
		}

		private static boolean isDocument(Path file) {
			String name = file.toString().toLowerCase(Locale.ROOT);
			return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
		}

		private @Nullable IOException checkLink(Path link) {
			try {
				return link.toRealPath().startsWith(this.root.toRealPath()) ? null : new IOException(
						"It is a symbolic link that leads out of the folder; import the file by its own path.");
			}
			catch (IOException ex) {
				return ex;
			}
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException ex) {
			add(file, ex);
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException ex) {
			if (ex != null) {
				add(folder, ex);
			}
			return FileVisitResult.CONTINUE;
		}

		private void add(Path path, @Nullable IOException failure) {
			this.found.add(new DocumentFile(path, withSlashes(this.root.relativize(path)), failure));
		}

	}

}
