/** Whether the person asked the device for less motion; false where it cannot be told. */
export function isReducedMotion(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
}
