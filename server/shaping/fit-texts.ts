import { capShareOf } from './token-budget.ts';
import { shapeOutput } from './tool-result.ts';

const LENGTHS = [Number.POSITIVE_INFINITY, 300, 120];
const SHORTEST = 40;

/** How many characters each text of an output may have for it to fit, where neither pages nor parts could divide it. */
export async function textLengthThatFits(outputOf: (characters: number) => object): Promise<number> {
  for (const characters of LENGTHS) {
    if ((await capShareOf(shapeOutput(outputOf(characters)))) <= 1) return characters;
  }
  return SHORTEST;
}
