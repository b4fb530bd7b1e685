// What every worker begins with: text that `workerAddress` puts behind the constants `address` (the worker's own file), `traffic` (the name of the channel
// that hears of requests) and `boot` (this text). A worker whose file came from a `blob:` has the policy of the page that made it; one loaded from a host
// has what that host's headers say, often none.
/* global address, boot, traffic */
const early = [];
// The file is imported while messages come: they wait for it.
const hold = (event) => {
  event.stopImmediatePropagation();
  early.push(event);
};
addEventListener('message', hold);

const channel = new BroadcastChannel(traffic);
addEventListener('securitypolicyviolation', ({ blockedURI }) => channel.postMessage({ refused: blockedURI }));
new PerformanceObserver((list) => {
  const own = `${new URL(address).origin}/`;
  for (const { name } of list.getEntries()) if (!name.startsWith(own) && !name.startsWith('blob:')) channel.postMessage({ asked: name });
}).observe({ type: 'resource', buffered: true });

const { Worker: Plain } = globalThis;
if (Plain !== undefined) globalThis.Worker = class extends Plain {
  constructor(url, options) {
    const file = new URL(url, address).href;
    super(file.startsWith('blob:') ? file : URL.createObjectURL(new Blob(
      [...Object.entries({ address: file, traffic, boot }).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`), boot],
      { type: 'text/javascript' },
    )), { ...options, type: 'module' });
  }
};

import(address).then(() => {
  removeEventListener('message', hold);
  for (const { data, ports } of early) dispatchEvent(new MessageEvent('message', { data, ports }));
}, (error) => {
  // In a task of its own, it reaches the `error` event of whoever started this worker.
  setTimeout(() => { throw error; });
});
