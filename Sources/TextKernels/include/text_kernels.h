#ifndef TEXT_KERNELS_H
#define TEXT_KERNELS_H

// The inner loops of reading tables. Nothing here allocates, and nothing reads or writes beyond the
// counts given.

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

/// The index of the first byte that is 0 or no ASCII, or `count`.
size_t text_find_odd(const uint8_t *text, size_t count);

/// Splits `line`, which has no quotes, at each `delimiter`, and drops blanks around the fields.
///
/// `base` is added to each place. Writes at most `capacity` fields; the number that there are is
/// returned, which may be more.
size_t text_split(const uint8_t *line, size_t count, uint8_t delimiter, uint32_t base,
                  text_field *fields, size_t capacity);

/// The same at each run of spaces and tabs; those at either end separate nothing.
size_t text_split_at_blanks(const uint8_t *line, size_t count, uint32_t base, text_field *fields,
                            size_t capacity);

/// Reads fields of `text` as decimal numbers, each rounded once to the nearest `float`, until one is
/// none. A number is digits with at most one `mark` among them, a `+` or `-` before and an exponent
/// after them if need be; it is none if it is too large. Returns how many were read.
size_t text_numbers(const uint8_t *text, size_t text_count, const text_field *fields, size_t count,
                    uint8_t mark, float *numbers);

/// Reads `text` as one decimal number, rounded once to the nearest `double`; false if it is none.
bool text_double(const uint8_t *text, size_t count, uint8_t mark, double *value);

#ifdef __cplusplus
}
#endif
#endif
