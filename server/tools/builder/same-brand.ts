import type { Findings } from './findings.ts';

interface OfBrand {
  /** What refers to it, as it begins a sentence. */
  argument: string;
  brand: string;
}

/** Everything that a draft refers to is of one brand: the one that was named, or else that of the first. */
export function checkSameBrand(
  named: string | undefined,
  referredTo: readonly OfBrand[],
  findings: Findings,
): void {
  const brand = named ?? referredTo[0]?.brand;
  for (const one of referredTo) {
    if (one.brand === brand) continue;
    const problem = `belongs to the brand ${one.brand}, while the draft is of ${brand}`;
    findings.report({ argument: one.argument, problem });
  }
}
