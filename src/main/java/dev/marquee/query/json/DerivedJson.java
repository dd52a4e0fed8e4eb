package dev.marquee.query.json;

/**
 * A value that is computed from the JSON of an object and takes its place. Two are equal
 * if they compute the same.
 */
public interface DerivedJson {

	/**
	 * The value in UTF-8.
	 * @param object the object in UTF-8
	 */
	byte[] derive(byte[] object);

}
