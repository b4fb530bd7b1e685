/** The columns of the studio, of which a small screen shows one. */
export const viewNames = ['content', 'storyboard', 'video'] as const;

export type ViewName = (typeof viewNames)[number];
