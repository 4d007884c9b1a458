// Makes sparse sums from lists of connections.

#ifndef TRAINING_KERNELS_SPARSE_H
#define TRAINING_KERNELS_SPARSE_H

#include "engine.h"

// Connections, output by output and each output's in the order of their inputs.
typedef struct tk_connections {
  int32_t outputs, inputs, count;
  int32_t *starts;   // [outputs + 1]
  int32_t *input, *place;
} tk_connections;

// Room for `count` connections; false if out of memory.
bool tk_connections_init(tk_connections *connections, int32_t outputs, int32_t inputs,
                         int32_t count);
void tk_connections_free(tk_connections *connections);

// Makes everything but the values, for inputs whose rows lie `stride` floats apart, in `blocks` blocks
// of inputs; false if out of memory.
bool tk_sparse_init(tk_sparse *sparse, const tk_connections *connections, int32_t blocks,
                    int32_t stride);
// Adds memory for values and moments, all 0; false if there is none.
bool tk_sparse_add_values(tk_sparse *sparse);
void tk_sparse_free(tk_sparse *sparse);

static inline size_t tk_sparse_places(const tk_sparse *sparse) {
  return (size_t)sparse->starts[sparse->blocks * sparse->slabs] * TK_LANES;
}

// Whether the k-th place holds a connection.
static inline bool tk_sparse_has(const tk_sparse *sparse, size_t k) { return sparse->input[k] != sparse->none; }

#endif
