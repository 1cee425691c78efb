/** One set, two sizes: `<IconEye {...icon16} />`. An icon never stands for a word alone; its button carries the name. */
export const icon16 = { size: 16, stroke: 1.75, 'aria-hidden': true, focusable: false } as const;
export const icon20 = { size: 20, stroke: 1.75, 'aria-hidden': true, focusable: false } as const;
export const icon32 = { size: 32, stroke: 1.5, 'aria-hidden': true, focusable: false } as const;
