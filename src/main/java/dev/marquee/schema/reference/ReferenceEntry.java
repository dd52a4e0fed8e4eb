package dev.marquee.schema.reference;

/**
 * What a search in the reference can find: a type, one of its members, or a section of a
 * guide.
 *
 * @param name the displayed name, such as {@code Event.start}
 * @param href the address, relative to a page of the reference
 * @param text the description without markup
 */
record ReferenceEntry(String name, String href, String text) {

	/** Returns the name of a member without that of its type. */
	String shortName() {
		return this.name.substring(this.name.indexOf('.') + 1);
	}

}
