package dev.marquee.ingest.format;

/**
 * The fields of a listing that can have problems after it was read.
 */
public enum ListingField {

	NAME, URL, DESCRIPTION, TIME, COORDINATES,

	/** What merging the two parts of a listing reports. */
	STRUCTURED_DATA

}
