package dev.marquee.selection;

/**
 * What an object is kept under: the fragment's number and the two halves of the row's
 * UUID.
 */
record FragmentKey(long fragment, long high, long low) {
}
