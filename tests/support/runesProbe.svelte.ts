/** The least that fails where runes are compiled for the server and effects never run. */
export class RunesProbe {
  #value = $state(0);
  readonly #double = $derived(this.#value * 2);

  raise(): void {
    this.#value += 1;
  }

  watch(see: (value: number) => void): () => void {
    return $effect.root(() => {
      $effect(() => { see(this.#double); });
    });
  }
}
