#ifndef TEXT_KERNELS_H
#define TEXT_KERNELS_H

// The inner loops of reading tables. None of them allocates memory, or reads or writes beyond the
// given counts.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A field's place in a text.
typedef struct {
  uint32_t start;
  uint32_t end;
} text_field;

/// The index of the first `byte` in `text`, or `count`.
size_t text_find(const uint8_t *text, size_t count, uint8_t byte);

/// The index of the first byte that is 0 or not ASCII, or `count`.
size_t text_find_odd(const uint8_t *text, size_t count);

/// Splits `line`, which must not have quotes, at each `delimiter`, and drops blanks around the
/// fields.
///
/// `base` is added to each place. Writes at most `capacity` fields, but returns the number of all
/// fields.
size_t text_split(const uint8_t *line, size_t count, uint8_t delimiter, uint32_t base,
                  text_field *fields, size_t capacity);

/// Splits `line` at each run of spaces and tabs; those at either end are ignored.
size_t text_split_at_blanks(const uint8_t *line, size_t count, uint32_t base, text_field *fields,
                            size_t capacity);

/// Reads fields of `text` as decimal numbers, each rounded once to the nearest `float`, up to the
/// first that is not a number. A number is digits with at most one `mark` among them, optionally
/// with `+` or `-` before and an exponent after them; it must be in the range of `float`. Returns
/// how many were read.
size_t text_numbers(const uint8_t *text, size_t text_count, const text_field *fields, size_t count,
                    uint8_t mark, float *numbers);

/// Reads all fields of `text` in the same way; NaN stands for a field that is not a number.
void text_numbers_or_nan(const uint8_t *text, size_t text_count, const text_field *fields,
                         size_t count, uint8_t mark, float *numbers);

/// The sum of the hashes of fields of `text`, each of its bytes and its number, counted from
/// `first`.
uint64_t text_hash(const uint8_t *text, size_t text_count, const text_field *fields, size_t count,
                   uint64_t first);

/// Reads `text` as one decimal number, rounded once to the nearest `double`; false if it is not a
/// number.
bool text_double(const uint8_t *text, size_t count, uint8_t mark, double *value);

#ifdef __cplusplus
}
#endif
#endif
