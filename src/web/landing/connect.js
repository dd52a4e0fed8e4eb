// The addresses of this server and the first query, with copy buttons.

import { copy } from './copy.js';
import { endpoint, query } from './next-events.js';

const address = new URL(endpoint, location.href).href;

document.getElementById('query').textContent = query;
document.getElementById('open-query').href = `/graphiql/#${new URLSearchParams({ query })}`;
document.getElementById('http-address').textContent = address;
document.getElementById('socket-address').textContent = address.replace(/^http/, 'ws');

for (const button of document.querySelectorAll('button[data-copy]')) {
  const label = button.textContent;
  button.addEventListener('click', async () => {
    await copy(document.getElementById(button.dataset.copy).textContent);
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = label), 2000);
  });
}
