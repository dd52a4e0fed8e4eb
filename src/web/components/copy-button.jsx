import { useState } from 'react';
import { copy } from '../landing/copy';

const SHOWN_MILLIS = 2000;

/** A button that copies what `text` returns. */
export function CopyButton({ text, label }) {
  const [isCopied, setCopied] = useState(false);

  async function onClick() {
    await copy(text());
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MILLIS);
  }

  return (
    <button type="button" onClick={onClick}>
      {isCopied ? 'Copied' : label}
    </button>
  );
}
