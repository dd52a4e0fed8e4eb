// Shows results while a search is typed. Without this script the form leads to the page of the results.
const input = document.querySelector('header input');
const form = input.form;
let shown;
let timer;

function close() {
  shown?.remove();
  shown = undefined;
}

async function search() {
  const text = input.value.trim();
  if (!text) {
    close();
    return;
  }
  const response = await fetch(`search?q=${encodeURIComponent(text)}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const results = page.getElementById('results');
  if (response.ok && results && text === input.value.trim()) {
    close();
    results.className = 'popover';
    form.append(results);
    shown = results;
  }
}

input.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => search().catch(close), 120);
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    close();
  } else if (event.key === '/' && !event.target.closest('input, textarea')) {
    event.preventDefault();
    input.focus();
  } else if (shown && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const links = [input, ...shown.querySelectorAll('a')];
    const step = event.key === 'ArrowDown' ? 1 : links.length - 1;
    event.preventDefault();
    links[(links.indexOf(document.activeElement) + step) % links.length].focus();
  }
});

document.addEventListener('click', (event) => {
  if (!form.contains(event.target) || event.target.closest('a')) {
    close();
  }
});
