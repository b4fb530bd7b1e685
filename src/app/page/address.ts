/** What the page's address names. */
export interface Address {
  /** The settings after `?`, which are the machinery's (`readConfiguration`). */
  readonly query: string;
  /** Whether the command line drives the page: then nobody looks. */
  readonly isAutomated: boolean;
  /** The view that is open over the columns; undefined for none. */
  readonly view: AddressView | undefined;
}

/** Views with an address: Back closes them, and they can be linked to. */
export type AddressView = (typeof views)[number];

const views = ['system'] as const;

/** Reads an address; what it does not know it leaves alone. */
export function readAddress({ search, hash }: Pick<Location, 'search' | 'hash'>): Address {
  return {
    query: search,
    isAutomated: new URLSearchParams(search).has('automated'),
    view: views.find((name) => hash === hashOf(name)),
  };
}

/** Gives what stands after the address of the page while a view is open. */
export function hashOf(view: AddressView): string {
  return `#${view}`;
}
