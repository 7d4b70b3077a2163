// The 64-bit Mersenne Twister of C++'s standard library, and its shuffle as GNU's library does it.

const WORDS = 312;
const MIDDLE = 156;
const MATRIX = 0xb5026f5aa96619e9n;
const LOWER = 0x7fffffffn;
const MASK = 0xffffffffffffffffn;
const SEED_FACTOR = 6364136223846793005n;

/** `std::mt19937_64(seed)`: each call gives the next 64 random bits. */
export function mersenne_twister64(seed: bigint): () => bigint {
  const state = new BigUint64Array(WORDS);
  state[0] = seed;
  for (let i = 1; i < WORDS; i++) {
    const before = state[i - 1] as bigint;
    state[i] = SEED_FACTOR * (before ^ (before >> 62n)) + BigInt(i);
  }
  let at = WORDS;
  const twist = (): void => {
    for (let i = 0; i < WORDS; i++) {
      const word = ((state[i] as bigint) & ~LOWER & MASK) | ((state[(i + 1) % WORDS] as bigint) & LOWER);
      const turned = (word >> 1n) ^ ((word & 1n) === 1n ? MATRIX : 0n);
      state[i] = (state[(i + MIDDLE) % WORDS] as bigint) ^ turned;
    }
    at = 0;
  };
  return () => {
    if (at === WORDS) twist();
    let word = state[at++] as bigint;
    word ^= (word >> 29n) & 0x5555555555555555n;
    word ^= (word << 17n) & 0x71d67fffeda60000n;
    word ^= (word << 37n) & 0xfff7eee000000000n;
    return word ^ (word >> 43n);
  };
}

/** A whole number below `count`, each as likely (`std::uniform_int_distribution`). */
function below(count: bigint, random: () => bigint): bigint {
  const scaling = MASK / count;
  const limit = count * scaling;
  for (;;) {
    const word = random();
    if (word < limit) return word / scaling;
  }
}

/** `std::shuffle`: in place; two places are drawn at a time. */
export function shuffle_in_place(items: unknown[], random: () => bigint): void {
  const swap = (i: number, j: bigint): void => {
    [items[i], items[Number(j)]] = [items[Number(j)], items[i]];
  };
  let i = 1;
  if (items.length === 0) return;
  if (items.length % 2 === 0) swap(i++, below(2n, random));
  while (i < items.length) {
    const range = BigInt(i + 1);
    const both = below(range * (range + 1n), random);
    swap(i++, both / (range + 1n));
    swap(i++, both % (range + 1n));
  }
}
