// Installs the package that the build has packed into target/, without npm, which would take longer and change the lock file.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('../../../target/', import.meta.url));
const folder = fileURLToPath(new URL('node_modules/marquee-client', import.meta.url));

/** Returns the folder of the installed package. */
export function installPackage() {
  const [tarball] = readdirSync(target).filter((file) => /^marquee-client-.*\.tgz$/.test(file));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', `${target}${tarball}`, '-C', folder, '--strip-components=1']);
  return folder;
}
