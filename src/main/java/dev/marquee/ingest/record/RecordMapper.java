package dev.marquee.ingest.record;

import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.problem.DocumentProblems;

/**
 * Reads the records of one API. Implementations are stateless.
 */
interface RecordMapper {

	DocumentFormat format();

	/** Whether an object of the document is an event. */
	boolean isEvent(ApiRecord candidate);

	SourceListing read(ApiRecord event, DocumentProblems problems);

}
