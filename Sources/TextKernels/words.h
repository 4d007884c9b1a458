#ifndef WORDS_H
#define WORDS_H

#include <cstdint>
#include <cstring>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "The first byte of a word must be its lowest."
#endif

constexpr uint64_t kOnes = 0x0101010101010101;
constexpr uint64_t kHigh = 0x8080808080808080;

/// Eight bytes, the first in the lowest byte.
inline uint64_t load(const uint8_t *bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// 0x80 in each byte of `word` that is 0, and nothing elsewhere.
inline uint64_t zeros(uint64_t word) { return ~(((word & ~kHigh) + ~kHigh) | word | ~kHigh); }

#endif
