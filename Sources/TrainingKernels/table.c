// Samples, packed for the kernels.

#include "table.h"

#include "memory.h"

tk_table *tk_table_create(size_t rows, size_t columns) {
  tk_table *table = calloc(1, sizeof *table);
  if (!table) return NULL;
  table->rows = rows;
  table->stride = tk_padded(columns);
  table->features = tk_floats(rows * table->stride);
  table->labels = calloc(rows ? rows : 1, sizeof *table->labels);
  if (table->features && table->labels) return table;
  tk_table_destroy(table);
  return NULL;
}

void tk_table_destroy(tk_table *table) {
  if (!table) return;
  free(table->features);
  free(table->labels);
  free(table);
}

float *tk_table_row(tk_table *table, size_t row) { return table->features + row * table->stride; }

int32_t *tk_table_labels(tk_table *table) { return table->labels; }

void tk_table_select(const tk_table *from, tk_table *to, const int32_t *columns, size_t count) {
  size_t stride = from->stride;
  to->stride = tk_padded(count);
  // In place nothing is written before it was read: each row, and each column, moves towards the first.
  for (size_t row = 0; row < from->rows; row++) {
    const float *source = from->features + row * stride;
    float *target = to->features + row * to->stride;
    for (size_t k = 0; k < count; k++) target[k] = source[columns[k]];
    for (size_t k = count; k < to->stride; k++) target[k] = 0;
    to->labels[row] = from->labels[row];
  }
}
