/** How the pictures of people without an occupation in `samples/` were drawn; those of occupations are drawn likewise at first. */
export const GUIDANCE = 3;
export const STEPS = 10;
