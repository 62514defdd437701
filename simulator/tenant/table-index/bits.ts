/** Some of the places of a list, a bit for each. Never changed once it was handed out. */
export type Bits = Uint32Array;

export function noBits(length: number): Bits {
  return new Uint32Array(Math.ceil(length / 32));
}

export function setBit(bits: Bits, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
}

export function clearBit(bits: Bits, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) & ~(1 << (place & 31));
}

/** The places from `from` up to, but not with, `to`. */
export function rangeBits(length: number, from: number, to: number): Bits {
  const bits = noBits(length);
  if (from >= to) return bits;
  const [first, last] = [from >>> 5, (to - 1) >>> 5];
  bits.fill(0xffffffff, first, last + 1);
  bits[first] = (bits[first] ?? 0) & (0xffffffff << (from & 31));
  bits[last] = (bits[last] ?? 0) & (0xffffffff >>> (31 - ((to - 1) & 31)));
  return bits;
}

/** The places that are in both. */
export function bothBits(one: Bits, other: Bits): Bits {
  const bits = new Uint32Array(one.length);
  for (let at = 0; at < bits.length; at += 1) bits[at] = (one[at] ?? 0) & (other[at] ?? 0);
  return bits;
}

/** The places that are in one and not in the other. */
export function bitsWithout(one: Bits, other: Bits): Bits {
  const bits = new Uint32Array(one.length);
  for (let at = 0; at < bits.length; at += 1) bits[at] = (one[at] ?? 0) & ~(other[at] ?? 0);
  return bits;
}

/** The places that are in any of several. */
export function anyBits(length: number, several: readonly Bits[]): Bits {
  const [first, second, ...others] = several;
  if (first === undefined) return noBits(length);
  if (second === undefined) return first;
  const bits = new Uint32Array(first.length);
  for (let at = 0; at < bits.length; at += 1) bits[at] = (first[at] ?? 0) | (second[at] ?? 0);
  for (const other of others) {
    for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) | (other[at] ?? 0);
  }
  return bits;
}

/** How many places of the set come before `end`; without it, how many it has. */
export function countBits(bits: Bits, end = bits.length * 32): number {
  const whole = end >>> 5;
  let count = 0;
  for (let at = 0; at < whole; at += 1) count += countOfWord(bits[at] ?? 0);
  return count + countOfWord((bits[whole] ?? 0) & ~(0xffffffff << (end & 31)));
}

function countOfWord(bits: number): number {
  let word = bits - ((bits >>> 1) & 0x55555555);
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** The place of the set before which there are so many others; -1 when it has no more than those. */
export function bitOfRank(bits: Bits, rank: number): number {
  let left = rank;
  for (let at = 0; at < bits.length; at += 1) {
    const here = countOfWord(bits[at] ?? 0);
    if (left < here) {
      let place = nextBit(bits, at * 32);
      for (; left > 0; left -= 1) place = nextBit(bits, place + 1);
      return place;
    }
    left -= here;
  }
  return -1;
}

/** The first place of the set that is not before `from`; -1 when there is none. */
export function nextBit(bits: Bits, from: number): number {
  let at = from >>> 5;
  let word = (bits[at] ?? 0) & (0xffffffff << (from & 31));
  while (word === 0) {
    at += 1;
    if (at >= bits.length) return -1;
    word = bits[at] ?? 0;
  }
  return at * 32 + 31 - Math.clz32(word & -word);
}
