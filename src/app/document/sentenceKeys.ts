/**
 * Lets the arrow keys go from sentence to sentence of a document: only those in the film are stops of the Tab key, of which a long document
 * would have thousands otherwise.
 */
export function sentenceKeys(article: HTMLElement): () => void {
  const listen = (event: KeyboardEvent): void => {
    const from = event.target instanceof HTMLElement ? event.target : undefined;
    if (from === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    // A link that is a button; of itself it knows the Enter key only.
    if (event.key === ' ' && from.matches('a[role="button"]')) from.click();
    else if (step !== 0) neighbour(article, from, step)?.focus();
    else return;
    event.preventDefault();
  };
  article.addEventListener('keydown', listen);
  return () => { article.removeEventListener('keydown', listen); };
}

function neighbour(article: HTMLElement, from: HTMLElement, step: number): HTMLElement | undefined {
  const stops = [...article.querySelectorAll<HTMLElement>('a, button')];
  const at = stops.indexOf(from);
  return at < 0 ? undefined : stops[at + step];
}
