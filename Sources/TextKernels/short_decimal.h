#ifndef SHORT_DECIMAL_H
#define SHORT_DECIMAL_H

#include <cstdint>
#include <cstring>

#include "words.h"

/// Reads plain decimals of at most 16 characters, digits and a mark. Most numbers in tables are
/// such.
///
/// All digits are handled at once, without a branch. A loop whose length varies from number to
/// number costs more by branch mispredictions than the whole arithmetic: on numbers with a sign and
/// one to three digits before the mark it took three times as long.
namespace short_decimal {

/// The value of eight digits, each 0 to 9, the first in the lowest byte. Adds up pairs of digits,
/// then the four pairs with weights 10^6 (0xF4240), 10^4 (0x2710), 100 (0x64) and 1, as in
/// fast_float's `parse_eight_digits_unrolled`.
inline uint64_t eight_digits(uint64_t digits) {
  digits = digits * 10 + (digits >> 8);
  return ((digits & 0x000000FF000000FF) * 0x000F424000000064 +
          ((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001) >> 32;
}

/// Whether all eight bytes are 0 to 9: adding 0x76 sets the highest bit of any larger byte.
inline bool are_digits(uint64_t bytes) {
  return ((bytes | (bytes + 0x7676767676767676)) & kHigh) == 0;
}

constexpr float kFloatPowers[] = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f};
constexpr double kPowers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                              1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/// Reads 1 to 8 characters; 8 must be readable. Returns false if they are not such a decimal, or if
/// its nearest `float` cannot be determined here.
inline bool read8(const uint8_t *text, size_t count, uint8_t mark, float *value) {
  // Moves the last character to the highest byte, so that leading zeros fill the rest.
  const unsigned padding = static_cast<unsigned>(64 - 8 * count);
  const uint64_t word = load(text) << padding;
  const uint64_t found = zeros(word ^ (kOnes * mark));
  uint64_t digits = (word ^ (kOnes * '0')) & (~uint64_t{0} << padding);
  unsigned decimals = 0;
  if (found != 0) {
    // Removes the mark by moving the digits before it up.
    const unsigned place = static_cast<unsigned>(__builtin_ctzll(found)) & ~7u;
    decimals = 7 - place / 8;
    const uint64_t before = (uint64_t{1} << place) - 1;
    digits = (digits & ~before & ~(uint64_t{0xFF} << place)) | ((digits & before) << 8);
    if (count == 1) return false;
  }
  if (!are_digits(digits)) return false;
  const uint64_t significand = eight_digits(digits);
  // Both operands are exact, so only the division rounds (Clinger, doi:10.1145/93542.93557).
  if (significand > 1 << 24) return false;
  *value = static_cast<float>(significand) / kFloatPowers[decimals];
  return true;
}

/// Reads 9 to 16 characters; 16 must be readable.
inline bool read16(const uint8_t *text, size_t count, uint8_t mark, float *value) {
  using Word = unsigned __int128;
  const unsigned padding = static_cast<unsigned>(128 - 8 * count);
  const Word word = ((Word{load(text + 8)} << 64) | load(text)) << padding;
  const uint64_t low = static_cast<uint64_t>(word);
  const uint64_t high = static_cast<uint64_t>(word >> 64);
  const uint64_t found_low = zeros(low ^ (kOnes * mark));
  const uint64_t found_high = zeros(high ^ (kOnes * mark));
  const Word zeros_of_ascii = (Word{kOnes * '0'} << 64) | (kOnes * '0');
  Word digits = (word ^ zeros_of_ascii) & (~Word{0} << padding);
  unsigned decimals = 0;
  if ((found_low | found_high) != 0) {
    const unsigned place =
        (found_low != 0 ? static_cast<unsigned>(__builtin_ctzll(found_low))
                        : 64 + static_cast<unsigned>(__builtin_ctzll(found_high))) & ~7u;
    decimals = 15 - place / 8;
    const Word before = (Word{1} << place) - 1;
    digits = (digits & ~before & ~(Word{0xFF} << place)) | ((digits & before) << 8);
  }
  const uint64_t leading = static_cast<uint64_t>(digits);
  const uint64_t trailing = static_cast<uint64_t>(digits >> 64);
  if (!are_digits(leading) || !are_digits(trailing)) return false;
  const uint64_t significand = eight_digits(leading) * 100000000 + eight_digits(trailing);
  if (significand > uint64_t{1} << 53) return false;
  // The quotient is rounded once. Rounding it to `float` is also correct, unless it lies exactly
  // halfway between two floats.
  const double quotient = static_cast<double>(significand) / kPowers[decimals];
  uint64_t bits;
  std::memcpy(&bits, &quotient, sizeof bits);
  if ((bits & 0x1FFFFFFF) == 0x10000000) return false;
  *value = static_cast<float>(quotient);
  return true;
}

}  // namespace short_decimal

#endif
