// The very files the films are set in: a second cut under the same name would make previews differ from exports.
import '@fontsource-variable/instrument-sans/index.css';
import '@fontsource-variable/newsreader/opsz.css';
import '@fontsource-variable/newsreader/opsz-italic.css';
import '@fontsource-variable/fraunces/opsz.css';
import './styles/tokens.css';
import { mount } from 'svelte';
import { tabLocks } from '../platform/storage/journalStore';
import { browserProjects } from '../platform/storage/projects';
import { readConfiguration, type ReadConfiguration } from '../workflow/configuration';
import type { Session } from '../workflow/session';
import { setup } from '../workflow/setup';
import App from './App.svelte';
import { readAddress } from './page/address';
import { Appearance } from './page/appearance.svelte';
import Insecure from './page/Insecure.svelte';
import { sampleSource } from './document/sample';
import { Studio } from './studio.svelte';
import { Traffic } from './system/traffic.svelte';

// What films are made with (workers' locks, encoders, digests) browsers give to such pages alone.
if (isSecureContext) open();
else mount(Insecure, { target: document.body, props: { address: location.href } });

function open(): void {
  const address = readAddress(location);
  const settings = readConfiguration(storedSettings(), address.query);
  const session = setup(settings);
  // The command line drives the page by this, and waits for it.
  void import('./automation').then(({ automation }) => Object.assign(globalThis, { kinora: automation(session) }));
  // Nobody looks where the command line drives.
  if (!address.isAutomated) showStudio(session, settings);
}

function showStudio(session: Session, settings: ReadConfiguration): void {
  const studio = new Studio(session, browserProjects(), tabLocks());
  mount(App, {
    target: document.body,
    props: { studio, appearance: new Appearance(document.documentElement), traffic: new Traffic(location.origin) },
  });
  for (const refusal of settings.refused) studio.alerts.report(refusal);
  void studio.begin(sampleSource);
}

/** What the settings store holds; a browser may forbid it. */
function storedSettings(): string | undefined {
  try {
    return localStorage.getItem('kinora-settings') ?? undefined;
  } catch {
    return undefined;
  }
}
