#include <cstring>

#include "text_kernels.h"

#include "words.h"

namespace {

bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t'; }

/// Collects fields, as long as there is room.
struct Fields {
  text_field *fields;
  size_t capacity;
  uint32_t base;
  size_t count = 0;

  void add(size_t start, size_t end) {
    if (count < capacity)
      fields[count] = {base + static_cast<uint32_t>(start), base + static_cast<uint32_t>(end)};
    ++count;
  }
};

}  // namespace

size_t text_find(const uint8_t *text, size_t count, uint8_t byte) {
  const void *found = count == 0 ? nullptr : std::memchr(text, byte, count);
  return found == nullptr ? count : static_cast<size_t>(static_cast<const uint8_t *>(found) - text);
}

size_t text_find_odd(const uint8_t *text, size_t count) {
  size_t index = 0;
  // Blocks without an early exit, so that compilers can use vector instructions.
  constexpr size_t block = 64;
  for (; index + block <= count; index += block) {
    uint8_t odd = 0;
    for (size_t offset = 0; offset < block; ++offset)
      odd |= text[index + offset] | static_cast<uint8_t>(text[index + offset] - 1);
    if (odd & 0x80) break;
  }
  while (index < count && text[index] != 0 && text[index] < 0x80) ++index;
  return index;
}

size_t text_split(const uint8_t *line, size_t count, uint8_t delimiter, uint32_t base,
                  text_field *fields, size_t capacity) {
  Fields result{fields, capacity, base};
  const bool trims_tabs = delimiter != '\t';
  size_t start = 0;
  auto end_field = [&](size_t end) {
    size_t first = start;
    size_t last = end;
    auto blank = [&](uint8_t byte) { return byte == ' ' || (trims_tabs && byte == '\t'); };
    while (first < last && blank(line[first])) ++first;
    while (last > first && blank(line[last - 1])) --last;
    result.add(first, last);
    start = end + 1;
  };

  const uint64_t pattern = kOnes * delimiter;
  size_t index = 0;
  for (; index + 8 <= count; index += 8) {
    uint64_t found = zeros(load(line + index) ^ pattern);
    for (; found != 0; found &= found - 1)
      end_field(index + static_cast<size_t>(__builtin_ctzll(found)) / 8);
  }
  for (; index < count; ++index)
    if (line[index] == delimiter) end_field(index);
  end_field(count);
  return result.count;
}

size_t text_split_at_blanks(const uint8_t *line, size_t count, uint32_t base, text_field *fields,
                            size_t capacity) {
  Fields result{fields, capacity, base};
  size_t index = 0;
  while (true) {
    while (index < count && is_blank(line[index])) ++index;
    if (index == count) return result.count;
    const size_t start = index;
    while (index < count && !is_blank(line[index])) ++index;
    result.add(start, index);
  }
}
