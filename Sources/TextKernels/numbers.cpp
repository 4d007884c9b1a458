#include <cmath>
#include <cstring>
#include <fast_float/fast_float.h>

#include "short_decimal.h"
#include "text_kernels.h"

namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// Reads any decimal number.
template <typename Number>
bool decimal(const char *first, const char *last, char mark, Number *value) {
  // fast_float accepts no plus sign, but does accept the names of infinity and NaN.
  const char *digits = first;
  if (digits != last && (*digits == '-' || *digits == '+')) ++digits;
  if (digits == last || !(is_digit(*digits) || *digits == mark)) return false;
  if (*first == '+') first = digits;
  const auto result = fast_float::from_chars_advanced(
      first, last, *value, fast_float::parse_options{fast_float::chars_format::general, mark});
  // Numbers that are too small become 0; some versions of fast_float report that as out of range.
  return result.ec != std::errc::invalid_argument && result.ptr == last && std::isfinite(*value);
}

/// `readable` is the number of bytes that may be read from `text` on.
bool number(const uint8_t *text, size_t count, size_t readable, uint8_t mark, float *value) {
  const size_t sign = count > 1 && text[0] == '-';
  const size_t length = count - sign;
  bool is_read = false;
  if (length - 1 < 8 && readable - sign >= 8)
    is_read = short_decimal::read8(text + sign, length, mark, value);
  else if (length - 1 < 16 && readable - sign >= 16)
    is_read = short_decimal::read16(text + sign, length, mark, value);
  if (is_read) {
    // Without a branch, because the processor cannot predict signs.
    uint32_t bits;
    std::memcpy(&bits, value, sizeof bits);
    bits ^= static_cast<uint32_t>(sign) << 31;
    std::memcpy(value, &bits, sizeof bits);
    return true;
  }
  const char *first = reinterpret_cast<const char *>(text);
  return decimal(first, first + count, static_cast<char>(mark), value);
}

}  // namespace

size_t text_numbers(const uint8_t *text, size_t text_count, const text_field *fields, size_t count,
                    uint8_t mark, float *numbers) {
  for (size_t index = 0; index < count; ++index) {
    const text_field field = fields[index];
    if (!number(text + field.start, field.end - field.start, text_count - field.start, mark,
                numbers + index))
      return index;
  }
  return count;
}

void text_numbers_or_nan(const uint8_t *text, size_t text_count, const text_field *fields,
                         size_t count, uint8_t mark, float *numbers) {
  for (size_t read = 0; read < count; ++read) {
    read += text_numbers(text, text_count, fields + read, count - read, mark, numbers + read);
    if (read < count) numbers[read] = NAN;
  }
}

bool text_double(const uint8_t *text, size_t count, uint8_t mark, double *value) {
  const char *first = reinterpret_cast<const char *>(text);
  return decimal(first, first + count, static_cast<char>(mark), value);
}
