import type { Plugin } from 'vite';

/** What the built page may do, and with it all of its workers. */
const metaTag = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"[^>]*>/u;

/** Lets the page load a neural voice from one more place, if whoever builds it says so (`VITE_NEURAL_ORIGIN=https://voices.example.org`). */
export function neuralPolicy(): Plugin {
  return {
    name: 'neural-policy',
    transformIndexHtml(html) {
      const origin = process.env['VITE_NEURAL_ORIGIN'];
      if (origin === undefined || origin === '') return html;
      if (!/^https:\/\/[a-z\d.-]+(?::\d+)?$/i.test(origin)) throw new Error(`VITE_NEURAL_ORIGIN must be an https origin, got ${origin}.`);
      return html.replace(/(script-src|connect-src) 'self'/gu, `$1 'self' ${origin}`);
    },
  };
}

/** The development server puts styles into the page as elements, which the page's own policy refuses; the built page keeps it. */
export function devPolicy(): Plugin {
  return {
    name: 'dev-policy',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(metaTag, ''),
  };
}

/**
 * Writes `_headers`, which hosts of static files read: the page's policy once more, and what only a header can say.
 *
 * A rule for each page and none for everything: where two policies meet, only what both allow is allowed.
 */
export function policyHeaders(): Plugin {
  return {
    name: 'policy-headers',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const pages = Object.values(bundle).filter((file) => file.type === 'asset' && file.fileName.endsWith('.html'));
      const rules = pages.flatMap(({ fileName, ...file }) => {
        const policy = metaTag.exec('source' in file ? String(file.source) : '')?.[1];
        const addresses = fileName === 'index.html' ? ['/', '/index.html'] : [`/${fileName}`];
        return policy === undefined ? [] : addresses.map((address) => `${address}\n  Content-Security-Policy: ${policy}; frame-ancestors 'self'\n`);
      });
      this.emitFile({ type: 'asset', fileName: '_headers', source: rules.join('') });
    },
  };
}
