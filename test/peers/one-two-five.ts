/** 1, 2 and 5 of every power of ten from the one number to the other: how the knobs of oscilloscopes go. */
export const oneTwoFive = (from: number, to: number): number[] =>
  Array.from({ length: 60 }, (_, index) => Number(`${[1, 2, 5][index % 3]}e${Math.floor(index / 3) - 10}`)).filter(
    (step) => step >= from && step <= to,
  );
