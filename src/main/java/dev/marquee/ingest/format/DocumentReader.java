package dev.marquee.ingest.format;

import java.util.Set;
import java.util.function.Consumer;

import dev.marquee.ingest.problem.DocumentProblems;

/**
 * Reads the listings of documents of some formats. Implementations are stateless
 * components. They load nothing from the network or from files, and limit the depth and
 * the size of what they read.
 */
public interface DocumentReader {

	/** The formats that it reads. Each format has one reader. */
	Set<DocumentFormat> formats();

	/**
	 * Reads a document and passes each of its listings on as soon as it is read, in the
	 * order of the document. A listing that cannot be read is passed on too, with an
	 * error among its problems, and the next one is read. What the listing lacks, such as
	 * its name or start, is checked later.
	 * @param problems collects the problems of the document as a whole. After an error
	 * the reader ends; listings that were passed on remain valid
	 * @param listings may throw an exception, which ends the reading
	 */
	void read(SourceDocument document, DocumentFormat format, DocumentProblems problems,
			Consumer<SourceListing> listings);

}
