import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Connect, Plugin } from 'vite';

const KEY_FILE = '../../.marquee/editor-token';

/**
 * The site's own backend. It executes the operations of viewer.graphql, and no others, for the visitor whom a cookie identifies. So
 * the key stays on the server, and a browser can only read and change the interests of its own visitor.
 */
export function viewerApi(marquee: string): Plugin {
  const query = readFileSync('src/viewer.graphql', 'utf8');
  const key = process.env.MARQUEE_KEY ?? (existsSync(KEY_FILE) ? readFileSync(KEY_FILE, 'utf8').trim() : 'none');

  const respond: Connect.NextHandleFunction = async (request, response) => {
    const visitor = /(?:^|; )visitor=([0-9a-f-]{36})/.exec(request.headers.cookie ?? '')?.[1] ?? randomUUID();
    response.setHeader('Set-Cookie', `visitor=${visitor}; Path=/; HttpOnly; SameSite=Strict; Max-Age=34560000`);
    response.setHeader('Content-Type', 'application/json');
    try {
      const { operationName, variables } = JSON.parse(await text(request));
      const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${key}`, 'Marquee-Person': visitor };
      const body = JSON.stringify({ query, operationName, variables });
      const answer = await fetch(`${marquee}/graphql`, { method: 'POST', headers, body });
      response.end(await answer.text());
    } catch {
      response.end(JSON.stringify({ errors: [{ message: 'The event service does not answer.' }] }));
    }
  };

  const use = ({ middlewares }: { middlewares: Connect.Server }) => void middlewares.use('/viewer', respond);
  return { name: 'viewer-api', configureServer: use, configurePreviewServer: use };
}
