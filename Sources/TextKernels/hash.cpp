#include <cstring>

#include "text_kernels.h"

#include "words.h"

namespace {

/// Mixes as SplitMix64 does, so that sums of hashes do not collide.
uint64_t mixed(uint64_t hash) {
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
  return hash ^ (hash >> 31);
}

/// The first `count` of up to eight bytes; `readable` may be read.
uint64_t word(const uint8_t *text, size_t count, size_t readable) {
  if (count >= 8) return load(text);
  if (count > 0 && readable >= 8) return load(text) & (~uint64_t{0} >> (64 - 8 * count));
  uint64_t word = 0;
  if (count > 0) std::memcpy(&word, text, count);
  return word;
}

}  // namespace

uint64_t text_hash(const uint8_t *text, size_t text_count, const text_field *fields, size_t count,
                   uint64_t first) {
  uint64_t sum = 0;
  for (size_t index = 0; index < count; ++index) {
    const size_t end = fields[index].end;
    size_t start = fields[index].start;
    // With the length, since the last word is filled up with zeros.
    uint64_t hash = (first + index + 1) * 0x9E3779B97F4A7C15 + (end - start);
    do {
      hash = mixed(hash ^ word(text + start, end - start, text_count - start));
      start += 8;
    } while (start < end);
    sum += hash;
  }
  return sum;
}
