/** The names of all steps, in the order in which a film goes through them; `deliver` brings it to where it is wanted. */
export const stepNames = [
  'read', 'illustrate', 'split', 'score', 'select', 'plan', 'cite', 'narrate', 'speak', 'compose', 'fitLoop', 'mix', 'sound', 'soundFile', 'encode', 'animate',
  'stills', 'cover', 'mux', 'still', 'deliver',
] as const;

export type StepName = (typeof stepNames)[number];
