const number = new Intl.NumberFormat('en');
const decimal = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export function formatCount(count) {
  return number.format(count);
}

export function formatMillis(millis) {
  return millis >= 10_000 ? `${decimal.format(millis / 1000)} s` : `${decimal.format(millis)} ms`;
}

/** A size in units of 1,000 bytes. */
export function formatBytes(bytes) {
  const [divisor, unit] = bytes < 1000 ? [1, 'bytes'] : bytes < 1_000_000 ? [1000, 'KB'] : [1_000_000, 'MB'];
  return `${decimal.format(bytes / divisor)} ${unit}`;
}
