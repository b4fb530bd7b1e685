import boot from './workerBoot.js?raw';

/** Name of the channel on which this page's workers tell which other addresses they asked, and which were refused. */
export const trafficChannel = `kinora-traffic-${Math.random().toString(36).slice(2)}`;

/** What workers say on that channel. */
export type TrafficNotice = { readonly asked: string } | { readonly refused: string };

const addresses = new Map<string, string>();

/**
 * Starts a module worker under the page's own policy, wherever the page is hosted: what it tries to fetch, import or evaluate is refused as on the page.
 *
 * @param url  of the built file: `import url from './x.worker?worker&url'`
 * @param name as tools for developers show it
 */
export function startWorker(url: string, name: string): Worker {
  return new Worker(workerAddress(url), { name, type: 'module' });
}

/** Gives the address from which somebody else's library starts a worker as `startWorker` would; good as long as the page lives. */
export function workerAddress(url: string): string {
  const file = new URL(url, globalThis.location.href).href;
  let address = addresses.get(file);
  if (address === undefined) {
    const constants = Object.entries({ address: file, traffic: trafficChannel, boot }).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`);
    addresses.set(file, (address = URL.createObjectURL(new Blob([...constants, boot], { type: 'text/javascript' }))));
  }
  return address;
}
