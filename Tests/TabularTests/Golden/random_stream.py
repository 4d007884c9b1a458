"""Prints what RandomStreamTests.swift expects: RandomStream written again, from its sources.

FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv), SplitMix64 and xoshiro256** (Blackman and
Vigna, https://prng.di.unimi.it), in Python's integers. Run it with `python3 random_stream.py`.
"""

MASK = (1 << 64) - 1


def stream(seed, name):
    state = 0xCBF29CE484222325
    for byte in seed.to_bytes(8, "little") + name.encode():
        state = (state ^ byte) * 0x100000001B3 & MASK
    words = []
    for _ in range(4):
        state = state + 0x9E3779B97F4A7C15 & MASK
        z = state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK
        z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
        words.append(z ^ z >> 31)
    rotate = lambda x, k: (x << k | x >> 64 - k) & MASK
    while True:
        yield rotate(words[1] * 5 & MASK, 7) * 9 & MASK
        t = words[1] << 17 & MASK
        words[2] ^= words[0]
        words[3] ^= words[1]
        words[1] ^= words[2]
        words[0] ^= words[3]
        words[2] ^= t
        words[3] = rotate(words[3], 45)


def below(source, bound):
    # Lemire's method, by its definition: reject the draws that make some results likelier.
    while True:
        high, low = divmod(next(source) * bound, 1 << 64)
        if low >= (1 << 64) % bound:
            return high


def shuffled(source, elements):
    for last in range(len(elements) - 1, 0, -1):
        other = below(source, last + 1)
        elements[last], elements[other] = elements[other], elements[last]
    return elements


for seed, name in [(0, ""), (1, "xor"), (MASK, "car/pruned/repeat-3/fold-2"), (7, "é")]:
    source = stream(seed, name)
    print(f"{seed:#x} {name!r}:", ", ".join(f"{next(source):#018x}" for _ in range(4)))

source = stream(1, "xor")
print("uniform:", [((next(source) >> 40) - (1 << 23)) * 2.0**-23 for _ in range(4)])
source = stream(3, "below")
print("below 10:", [below(source, 10) for _ in range(16)])
print("below 3 * 2^61:", [below(source, 3 << 61) for _ in range(3)])
print("shuffled:", shuffled(stream(5, "shuffle"), list(range(12))))
